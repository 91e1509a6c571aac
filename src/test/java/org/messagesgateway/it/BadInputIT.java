package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.simulator.Simulator;
import org.messagesgateway.testing.RawClient;

/** Requests that are none: each is a 4xx in the envelope, at once, and the next good request is served. */
class BadInputIT {

    private static final Simulator UPSTREAM = Simulator.start();
    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri()));

    private static final List<String> MODELS = List.of("claude-x", "gpt-x");

    @AfterEach
    void servesOn() throws Exception {
        assertThat(GATEWAY.post(Sample.request()).statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
        assertThat(GATEWAY.log()).doesNotContain("Exception", "Error");
    }

    private static int statusOrNothing(RawClient client) throws IOException {
        try {
            return client.answer().status();
        } catch (EOFException e) {
            return 0;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "not json",
                "{",
                "}",
                "{}",
                "[]",
                "\"text\"",
                "7",
                "null",
                "true",
                "{\"model\"}",
                "{} {}",
                "{\"model\":\"m\",}",
                "{'model':'m'}",
                "{model:1}",
                "// x\n{}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":0x1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\ud8\"}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\u0000\"}",
                "<xml/>",
                "model=claude&stream=1"
            })
    void whatIsNoRequestIsRefused(String body) throws Exception {
        Envelope.of(GATEWAY.post(body)).is(400, "invalid_request_error");
    }

    /** Which of the two would count? Parsers disagree, and so could a check and an upstream. */
    @Test
    void aRepeatedKeyIsRefusedAnywhere() throws Exception {
        for (var model : MODELS) {
            var good = Sample.request(model, false);
            for (var bad : List.of(
                    good.replace("{\"model\"", "{\"model\":\"a\",\"model\""),
                    good.replace("{\"model\"", "{\"mod\\u0065l\":\"a\",\"model\""),
                    good.replace("{\"role\"", "{\"role\":\"user\",\"role\""))) {
                Envelope.of(GATEWAY.post(bad)).is(400, "invalid_request_error");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void aDepthBombIsDefused(String level) throws Exception {
        for (var model : MODELS) {
            var bomb = Sample.request(model, false)
                    .replace("{\"model\"", "{\"x\":" + level.repeat(100_000) + ",\"model\"");
            Envelope.of(GATEWAY.post(bomb)).is(400, "invalid_request_error");
        }
    }

    @Test
    void aNumberBombIsDefused() throws Exception {
        var numbers = List.of(
                "1e1000000000",
                "1e99999999999",
                "1e-99999999999",
                "-1E+999999999999999999999",
                "9".repeat(10_000),
                "0." + "1".repeat(10_000),
                "1e2147483647",
                "1e-2147483648");
        for (var model : MODELS) {
            for (var number : numbers) {
                for (var place : List.of("temperature", "max_tokens", "top_k", "x", "metadata")) {
                    var body = Sample.request(model, false)
                            .replace("\"max_tokens\":64,", place.equals("max_tokens") ? "" : "\"max_tokens\":64,")
                            .replace("{\"model\"", "{\"" + place + "\":" + number + ",\"model\"");
                    assertThat(GATEWAY.post(body).statusCode())
                            .as(model + " " + place + " " + number.substring(0, 10))
                            .isIn(200, 400);
                }
            }
        }
    }

    static Stream<String> members() {
        return Stream.of(
                "model",
                "messages",
                "max_tokens",
                "system",
                "stream",
                "stop_sequences",
                "temperature",
                "top_p",
                "top_k",
                "tools",
                "tool_choice",
                "thinking",
                "output_config",
                "output_format",
                "metadata",
                "service_tier",
                "cache_control",
                "container",
                "inference_geo",
                "speed",
                "diagnostics",
                "mcp_servers",
                "context_management",
                "fallbacks");
    }

    @ParameterizedTest
    @MethodSource("members")
    void aMemberOfTheWrongTypeIsRefusedOrForwarded(String member) throws Exception {
        var values = List.of(
                "7",
                "-1",
                "1.5",
                "true",
                "\"x\"",
                "\"\"",
                "[]",
                "{}",
                "[[]]",
                "[null]",
                "[{}]",
                "{\"a\":1}",
                "{\"type\":7}",
                "[{\"type\":\"x\"}]",
                "[7]",
                "null",
                "{\"type\":\"enabled\"}",
                "[{\"role\":\"user\"}]");
        for (var model : MODELS) {
            for (var value : values) {
                var rest = Sample.request(model, false)
                        .replaceFirst("\"" + member + "\":(\\[.*\\]|[^,]*)(,|(?=}))", "")
                        .replace(",}", "}");
                var answer = GATEWAY.post(rest.replaceFirst("\\{", "{\"" + member + "\":" + value + ","));
                assertThat(answer.statusCode()).as(value + ": " + answer.body()).isIn(200, 400, 404);
                if (answer.statusCode() != 200) {
                    Envelope.of(answer);
                }
            }
        }
    }

    @Test
    void missingMembersAreNamed() throws Exception {
        var request = Sample.request();
        Envelope.of(GATEWAY.post(request.replace("\"model\"", "\"x\""))).is(400, "invalid_request_error", "model: ");
        Envelope.of(GATEWAY.post(request.replace("\"max_tokens\"", "\"x\"")))
                .is(400, "invalid_request_error", "max_tokens: Field required");
        Envelope.of(GATEWAY.post(request.replace("\"messages\"", "\"x\"")))
                .is(400, "invalid_request_error", "messages: Field required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void anotherEncodingThanUtf8IsRefused(String charset) throws Exception {
        Envelope.of(send(Sample.request().getBytes(Charset.forName(charset)))).is(400, "invalid_request_error");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() throws Exception {
        for (var bad : new byte[][] {{(byte) 0xff}, {(byte) 0xc3}, {(byte) 0xe2, (byte) 0x82}, {(byte) 0x80}, {0}}) {
            for (var model : MODELS) {
                var body = new ByteArrayOutputStream();
                var text = Sample.request(model, false).split("Hello");
                body.writeBytes(text[0].getBytes(StandardCharsets.UTF_8));
                body.writeBytes(bad);
                body.writeBytes(text[1].getBytes(StandardCharsets.UTF_8));
                Envelope.of(send(body.toByteArray())).is(400, "invalid_request_error");
            }
        }
    }

    /** Whoever stops in the middle is mostly gone; whether the container takes an answer then is a matter of chance. */
    @Test
    void aBodyCutShortIsNeverServed() throws Exception {
        var half = "{\"model\":\"claude-x\",";
        for (var head :
                List.of("content-length: 500\r\n\r\n" + half, "transfer-encoding: chunked\r\n\r\n14\r\n" + half)) {
            try (var client = RawClient.connect(GATEWAY.messages())) {
                client.send("POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\n" + head)
                        .finish();
                assertThat(statusOrNothing(client)).isIn(400, 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\ncontent-length: -1\r\n\r\n",
                "POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\ncontent-length: x\r\n\r\n",
                "POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}",
                "POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\ntransfer-encoding: nonsense\r\n\r\n{}",
                "POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "POST /anthropic/v1/messages HTTP/1.1\r\n\r\n",
                "POST /anthropic/v1/messages HTTP/9.9\r\nhost: h\r\n\r\n",
                "P\u0001ST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void whatIsNotHttpIsRefusedWithoutAPage(String wire) throws Exception {
        try (var client = RawClient.connect(GATEWAY.messages())) {
            var answer = client.send(wire).finish().answer();
            assertThat(answer.status()).isBetween(400, 505);
            assertThat(answer.body()).doesNotContain("<", "Tomcat", "Exception");
        }
    }

    @Test
    void aHeaderBeyondMeasureIsRefused() throws Exception {
        try (var client = RawClient.connect(GATEWAY.messages())) {
            client.send("POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\nx: " + "y".repeat(100_000) + "\r\n\r\n");
            assertThat(client.answer().status()).isIn(400, 431);
        }
    }

    private static java.net.http.HttpResponse<String> send(byte[] body) throws Exception {
        return GATEWAY.send("POST", "/anthropic/v1/messages", body);
    }
}
