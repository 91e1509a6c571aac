package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.RawClient;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.SseClient;

/** Names that a caller or an upstream chooses do not become headers, events or log lines. */
class InjectionIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri()));

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
        assertThat(GATEWAY.log()).doesNotContain("\nevil", "Exception");
    }

    /** As they stand in JSON. */
    private static final String EVIL =
            "\\r\\nevil: 1\\r\\n\\r\\ndata: {}\\n\\n\\u2028\\u0000\\\"\\u0085é{0}\\ud83d\\ude00";

    @ParameterizedTest
    @ValueSource(strings = {"anthropic/", "chat/gpt-x", "nobody/", "claude"})
    void aModelsNameStaysAName(String prefix) throws Exception {
        for (var stream : new boolean[] {false, true}) {
            UPSTREAM.plays(call -> {
                var isChat = call.request().path().endsWith("completions");
                var pieces = isChat ? new String[] {ChatSample.delta("a"), ChatSample.CLOSING} : Sample.stream("Hi", 1);
                if (stream) {
                    Script.stream(pieces).play(call);
                } else {
                    Script.json(200, isChat ? ChatSample.ANSWER : Sample.MESSAGE)
                            .play(call);
                }
            });
            try (var client = SseClient.post(GATEWAY.messages(), Sample.request(prefix + EVIL, stream))) {
                assertThat(client.headers().first("evil")).isEmpty();
                assertThat(client.status()).isIn(200, 404);
                if (client.status() == 200 && stream) {
                    assertThat(client.rest())
                            .extracting(event -> event.name())
                            .startsWith("message_start")
                            .endsWith("message_stop");
                } else {
                    assertThat(Json.parseObject(client.body())).isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"top_k", "%s", "metadata", "tools"})
    void aMembersNameStaysAName(String member) throws Exception {
        UPSTREAM.plays(Script.json(200, ChatSample.ANSWER));
        var name = member.formatted(EVIL);
        var body = Sample.request("gpt-x", false)
                .replaceFirst(
                        "\\{", "{\"" + name.replace("\\", "\\\\") + "\":{\"" + EVIL.replace("\\", "\\\\") + "\":1},");
        var answer = GATEWAY.post(body);
        assertThat(answer.statusCode()).isIn(200, 400);
        assertThat(answer.headers().map()).doesNotContainKey("evil");
        assertThat(Json.parseObject(answer.body())).isNotEmpty();
    }

    @Test
    void aToolsNameStaysAName() throws Exception {
        UPSTREAM.plays(Script.json(200, ChatSample.ANSWER));
        var body = Sample.request("gpt-x", false)
                .replace(
                        "{\"model\"",
                        "{\"tools\":[{\"name\":\"" + EVIL + "\",\"input_schema\":{\"type\":\"object\"}}],\"model\"");
        assertThat(GATEWAY.post(body).statusCode()).isIn(200, 400);
    }

    @Test
    void aBetaWithControlCharactersIsRefusedByTheServer() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        for (var beta :
                new String[] {"a\rb", "a\u0000b", "a\u007fb", "a\u0001", "\u00ff\u0085", "a\tb", "\"\"", ",,,"}) {
            try (var client = RawClient.connect(GATEWAY.messages())) {
                client.send("POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\nanthropic-beta: " + beta
                        + "\r\ncontent-length: " + Sample.request().length() + "\r\n\r\n" + Sample.request());
                assertThat(client.answer().status()).as(beta).isIn(200, 400);
            }
        }
    }

    @Test
    void anUpstreamsHeadersAreMadePrintable() throws Exception {
        UPSTREAM.plays(call -> call.raw("HTTP/1.1 200 OK\r\nrequest-id: a\u0001b\u00ffc\r\nretry-after: \u0085\r\n"
                + "anthropic-x: " + "y".repeat(5000) + "\r\ncontent-type: application/json\r\ncontent-length: "
                + Sample.MESSAGE.length() + "\r\n\r\n" + Sample.MESSAGE));
        var answer = GATEWAY.post(Sample.request());
        assertThat(answer.statusCode()).isIn(200, 502);
        assertThat(answer.headers().firstValue("request-id").orElse("")).matches("[ -~]+");
    }

    @Test
    void anUpstreamsMessageStaysInsideTheEnvelope() throws Exception {
        UPSTREAM.plays(Script.json(
                400,
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\\r\\nevil: 1\",\"message\":\"" + EVIL
                        + "\"}}"));
        for (var model : new String[] {"claude-x", "gpt-x"}) {
            Envelope.of(GATEWAY.post(Sample.request(model, false))).is(400, "invalid_request_error", "evil");
        }
        var error = "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"" + EVIL + "\"}}";
        UPSTREAM.plays(Script.json(200, error));
        Envelope.of(GATEWAY.post(Sample.request())).is(500, "api_error", "evil");
        UPSTREAM.plays(Script.stream(Sample.opening("a"), Sample.event("error", error)));
        try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
            var events = client.rest();
            assertThat(events.get(events.size() - 1).name()).isEqualTo("error");
            assertThat(Json.parseObject(events.get(events.size() - 1).data())).containsKey("error");
        }
    }

    @Test
    void namesInAChatUpstreamsStreamStayInTheirEvents() throws Exception {
        var call = ChatSample.delta("x")
                .replace(
                        "\"content\":\"x\"",
                        "\"tool_calls\":[{\"index\":0,\"id\":\"" + EVIL + "\",\"type\":\"function\",\"function\":"
                                + "{\"name\":\"" + EVIL + "\",\"arguments\":\"{}\"}}]");
        UPSTREAM.plays(Script.stream(ChatSample.delta(EVIL), call, ChatSample.CLOSING));
        try (var client = SseClient.post(GATEWAY.messages(), Sample.request("gpt-x", true))) {
            for (var event : client.rest()) {
                assertThat(Json.parseObject(event.data()).getString("type")).isEqualTo(event.name());
            }
        }
    }
}
