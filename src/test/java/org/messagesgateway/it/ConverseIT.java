package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.AwsEventStream;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.SseClient;
import org.messagesgateway.testing.UpstreamCall;

/** Bedrock's Converse through the running gateway: JSON there and back, and binary streams. */
class ConverseIT {

    private static final String MODEL = "us.amazon.nova-lite-v1:0";

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(
            """
            {"client": {"heartbeat_in_seconds": 1},
             "providers": {"cloud": {
               "profile": "bedrock",
               "keys": [{"name": "k", "value": "operator-key", "models": ["%s"],
                         "bedrock_key_config": {"region": "us-east-1"}}],
               "network_config": {"base_url": "%s", "default_request_timeout_in_seconds": 4,
                                  "stream_idle_timeout_in_seconds": 4}}}}
            """
                    .formatted(MODEL, UPSTREAM.uri()));

    private static final String ANSWER =
            """
            {"output":{"message":{"role":"assistant","content":[{"text":"Hi"}]}},"stopReason":"end_turn",\
            "usage":{"inputTokens":3,"outputTokens":1,"totalTokens":4}}""";

    private static final String OPENING =
            """
            messageStart {"role":"assistant"}
            contentBlockDelta {"contentBlockIndex":0,"delta":{"text":"H"}}
            contentBlockDelta {"contentBlockIndex":0,"delta":{"text":"i"}}
            """;

    private static final String CLOSING =
            """
            contentBlockStop {"contentBlockIndex":0}
            messageStop {"stopReason":"end_turn"}
            metadata {"usage":{"inputTokens":3,"outputTokens":1,"totalTokens":4}}
            """;

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    private static void startStream(UpstreamCall call, String type) throws IOException {
        call.raw("HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\ntransfer-encoding: chunked\r\n\r\n");
    }

    /** In pieces that have nothing to do with the messages. */
    private static void send(UpstreamCall call, String lines) throws IOException {
        var bytes = AwsEventStream.of(lines);
        for (var start = 0; start < bytes.length; start += 50) {
            call.send(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + 50)));
        }
    }

    @Test
    void aMessageGoesThereAndBack() throws Exception {
        UPSTREAM.plays(Script.json(200, ANSWER));
        var answer = Json.parseObject(GATEWAY.post(Sample.request(MODEL, false)).body());
        assertThat(answer.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo("Hi");
        assertThat(answer.getString("model")).isEqualTo(MODEL);
        assertThat(answer.getJsonObject("usage").getInt("input_tokens")).isEqualTo(3);
        var asked = UPSTREAM.nextCall().request();
        assertThat(asked.path()).isEqualTo("/model/us.amazon.nova-lite-v1%3A0/converse");
        assertThat(asked.headers().first("authorization")).contains("Bearer operator-key");
    }

    @Test
    void aBinaryStreamBecomesEvents() throws Exception {
        UPSTREAM.plays(call -> {
            startStream(call, AwsEventStream.MEDIA_TYPE);
            send(call, OPENING + CLOSING);
            call.end();
        });
        try (var client = SseClient.post(GATEWAY.messages(), Sample.request(MODEL, true))) {
            assertThat(client.rest())
                    .extracting(event -> event.name())
                    .containsSubsequence(
                            "message_start",
                            "content_block_start",
                            "content_block_delta",
                            "content_block_delta",
                            "content_block_stop",
                            "message_delta",
                            "message_stop")
                    .doesNotContain("error");
        }
        assertThat(UPSTREAM.nextCall().request().path()).endsWith("/converse-stream");
    }

    /** BerriAI/litellm 32159: what is cut off, or breaks off, is one error event. */
    @Test
    void aStreamThatBreaksOffIsOneErrorEvent() throws Exception {
        for (var last : new String[] {"", "exception:modelStreamErrorException {\"message\":\"gone\"}"}) {
            UPSTREAM.plays(call -> {
                startStream(call, AwsEventStream.MEDIA_TYPE);
                send(call, OPENING + last);
                call.end();
            });
            var body = GATEWAY.post(Sample.request(MODEL, true)).body();
            assertThat(body).containsOnlyOnce("event: error\n").contains("api_error");
            assertThat(body).doesNotContain("message_stop");
        }
    }

    @Test
    void anExceptionBeforeAnyContentIsAStatus() throws Exception {
        UPSTREAM.plays(call -> {
            startStream(call, AwsEventStream.MEDIA_TYPE);
            send(call, "exception:throttlingException {\"message\":\"slow down\"}");
            call.end();
        });
        Envelope.of(GATEWAY.post(Sample.request(MODEL, true))).is(429, "rate_limit_error", "slow down");
    }

    @Test
    void whatIsNoEventStreamIsABadGateway() throws Exception {
        var page = "<html><body>Welcome to this page</body></html>".getBytes(StandardCharsets.UTF_8);
        for (var type :
                new String[] {AwsEventStream.MEDIA_TYPE, "text/html", "text/event-stream", "application/json"}) {
            UPSTREAM.plays(call -> {
                startStream(call, type);
                call.send(page);
                call.end();
            });
            Envelope.of(GATEWAY.post(Sample.request(MODEL, true))).is(502, "api_error");
        }
    }

    @Test
    void aDamagedMessageIsAnError() throws Exception {
        UPSTREAM.plays(call -> {
            startStream(call, AwsEventStream.MEDIA_TYPE);
            send(call, OPENING);
            var damaged = AwsEventStream.event("contentBlockStop {\"contentBlockIndex\":0}");
            damaged[damaged.length - 1] ^= 1;
            call.send(damaged);
            send(call, CLOSING);
            call.end();
        });
        var body = GATEWAY.post(Sample.request(MODEL, true)).body();
        assertThat(body).containsOnlyOnce("event: error\n").doesNotContain("message_stop");
    }

    @Test
    void anErrorIsKnownByItsHeader() throws Exception {
        UPSTREAM.plays(Script.json(400, "{}", "x-amzn-errortype", "ThrottlingException"));
        Envelope.of(GATEWAY.post(Sample.request(MODEL, false))).is(429, "rate_limit_error");
    }
}
