package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.testing.RawClient;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** The limit of 32 MiB, however the bytes come in. */
class BodySizeIT {

    private static final int LIMIT = 32 * 1024 * 1024;

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.json(200, Sample.MESSAGE));
    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri()), "-Xmx320m");

    @BeforeEach
    void play() {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
    }

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    @Test
    void aBodyOfExactlyTheLimitIsForwardedWhole() throws Exception {
        var body = body(LIMIT);
        assertThat(GATEWAY.send("POST", "/anthropic/v1/messages", body).statusCode())
                .isEqualTo(200);
        assertThat(Arrays.equals(UPSTREAM.nextCall().request().body(), body)).isTrue();
    }

    @Test
    void aBodyOfOneByteMoreIsTooLarge() throws Exception {
        Envelope.of(GATEWAY.send("POST", "/anthropic/v1/messages", body(LIMIT + 1)))
                .is(413, "request_too_large", "33554432");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theSameHoldsInChunks(int more) throws Exception {
        try (var client = RawClient.connect(GATEWAY.messages())) {
            client.send("POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n");
            var body = body(LIMIT + more);
            client.send(Integer.toHexString(body.length) + "\r\n").send(body).send("\r\n0\r\n\r\n");
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(more == 0 ? 200 : 413);
        }
    }

    @Test
    void aPackedBodyIsUnpacked() throws Exception {
        var answer = GATEWAY.send("POST", "/anthropic/v1/messages", gzip(body(100_000)), "content-encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(200);
        var request = UPSTREAM.nextCall().request();
        assertThat(Arrays.equals(request.body(), body(100_000))).isTrue();
        assertThat(request.headers().first("content-encoding")).isEmpty();
    }

    @Test
    void aPackedBodyMayUnfoldToTheLimitButNoFurther() throws Exception {
        var fits = gzip(body(LIMIT));
        assertThat(fits.length).isLessThan(100_000);
        assertThat(GATEWAY.send("POST", "/anthropic/v1/messages", fits, "content-encoding", "gzip")
                        .statusCode())
                .isEqualTo(200);
        var bomb = gzip(body(LIMIT + 1));
        Envelope.of(GATEWAY.send("POST", "/anthropic/v1/messages", bomb, "content-encoding", "gzip"))
                .is(413, "request_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "deflate", "gzip, gzip", "nonsense"})
    void anotherEncodingIsRefused(String encoding) throws Exception {
        Envelope.of(GATEWAY.post(Sample.request(), "content-encoding", encoding))
                .is(400, "invalid_request_error", "content-encoding");
    }

    @Test
    void aBrokenPackedBodyIsRefused() throws Exception {
        var packed = gzip(body(50_000));
        var cut = Arrays.copyOf(packed, packed.length / 2);
        var torn = packed.clone();
        torn[packed.length / 2] ^= 0x55;
        for (var body : new byte[][] {cut, torn, Sample.request().getBytes(StandardCharsets.UTF_8), {0x1f}}) {
            Envelope.of(GATEWAY.send("POST", "/anthropic/v1/messages", body, "content-encoding", "gzip"))
                    .is(400, "invalid_request_error");
        }
    }

    @Test
    void aRefusalCanBeReadAfterTheWholeBodyWasSent() throws Exception {
        var answer = GATEWAY.send("PUT", "/anthropic/v1/messages", body(LIMIT));
        Envelope.of(answer).is(405, "invalid_request_error");
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws Exception {
        var piece = body(1024 * 1024);
        for (var path : List.of("/anthropic/v1/messages", "/anthropic/nothing")) {
            try (var client = RawClient.connect(GATEWAY.messages())) {
                client.send("POST " + path + " HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n");
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 600; i++) {
                                client.send("100000\r\n").send(piece).send("\r\n");
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(GATEWAY.post(Sample.request()).statusCode()).isEqualTo(200);
    }

    /** 24 times 32 MiB would be more than twice the memory that the gateway has here. */
    @Test
    void aLengthThatIsOnlyClaimedTakesNoMemory() throws Exception {
        var clients = new ArrayList<RawClient>();
        try {
            for (int i = 0; i < 24; i++) {
                clients.add(RawClient.connect(GATEWAY.messages())
                        .send("POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\ncontent-length: " + LIMIT
                                + "\r\n\r\n{"));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(GATEWAY.post(Sample.request()).statusCode()).isEqualTo(200);
            }
            for (var client : clients) {
                assertThatThrownBy(client.finish()::answer).isInstanceOf(EOFException.class);
            }
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
        assertThat(GATEWAY.log()).doesNotContain("OutOfMemoryError");
    }

    /** A request of this many bytes. */
    private static byte[] body(int length) {
        var start = Sample.request().replace("Hello\"}]}", "");
        var body = new byte[length];
        Arrays.fill(body, (byte) 'x');
        var head = start.getBytes(StandardCharsets.UTF_8);
        var tail = "\"}]}".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(tail, 0, body, length - tail.length, tail.length);
        return body;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
