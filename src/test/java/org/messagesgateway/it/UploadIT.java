package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.testing.RawClient;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** Bodies that come in pieces. */
class UploadIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri()));

    @BeforeEach
    void play() {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
    }

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 5_000})
    void aBodyIsTheSameInWhateverPiecesItComes(int size) throws Exception {
        var body = body(size * 20);
        try (var client = begin("content-length: " + body.length)) {
            for (int at = 0; at < body.length; at += size) {
                client.send(Arrays.copyOfRange(body, at, Math.min(body.length, at + size)));
            }
            assertThat(client.answer().body()).isEqualTo(Sample.MESSAGE);
        }
        assertThat(UPSTREAM.nextCall().request().body()).isEqualTo(body);
    }

    @Test
    void aBodyInChunksEndsWithItsLastOne() throws Exception {
        var body = body(50_000);
        try (var client = begin("transfer-encoding: chunked")) {
            for (int at = 0; at < body.length; at += 7_000) {
                var piece = Arrays.copyOfRange(body, at, Math.min(body.length, at + 7_000));
                client.send(Integer.toHexString(piece.length) + "\r\n")
                        .send(piece)
                        .send("\r\n");
            }
            client.send("0\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo(Sample.MESSAGE);
        }
        assertThat(UPSTREAM.nextCall().request().body()).isEqualTo(body);
    }

    /** More of them than a server has threads. */
    @Test
    void slowClientsDoNotKeepOthersWaiting() throws Exception {
        var body = body(20_000);
        var slow = new ArrayList<RawClient>();
        try {
            for (int i = 0; i < 250; i++) {
                slow.add(begin("content-length: " + body.length).send(Arrays.copyOf(body, 10_000)));
            }
            assertThat(GATEWAY.post(Sample.request()).body()).isEqualTo(Sample.MESSAGE);
            for (var client : slow) {
                client.send(Arrays.copyOfRange(body, 10_000, body.length));
                assertThat(client.answer().body()).isEqualTo(Sample.MESSAGE);
            }
        } finally {
            for (var client : slow) {
                client.close();
            }
        }
    }

    @Test
    void aConnectionServesTheNextRequestAfterASlowOne() throws Exception {
        var body = body(20_000);
        try (var client = RawClient.connect(GATEWAY.messages())) {
            for (int i = 0; i < 3; i++) {
                begin(client, "content-length: " + body.length).send(Arrays.copyOf(body, 10_000));
                client.send(Arrays.copyOfRange(body, 10_000, body.length));
                assertThat(client.answer().body()).isEqualTo(Sample.MESSAGE);
            }
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleAsksNobody() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        try (var client = begin("content-length: 20000")) {
            client.send(Arrays.copyOf(body(20_000), 10_000));
        }
        assertThat(GATEWAY.post(Sample.request()).body()).isEqualTo(Sample.MESSAGE);
        assertThat(UPSTREAM.nextCall().request().text()).isEqualTo(Sample.request());
    }

    private static byte[] body(int length) {
        var words = "x".repeat(Math.max(0, length - Sample.request().length()));
        return Sample.request().replace("Hello", "Hello" + words).getBytes(StandardCharsets.UTF_8);
    }

    private static RawClient begin(String length) throws IOException {
        return begin(RawClient.connect(GATEWAY.messages()), length);
    }

    private static RawClient begin(RawClient client, String length) throws IOException {
        return client.send("POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\ncontent-type: application/json\r\n"
                + length + "\r\n\r\n");
    }
}
