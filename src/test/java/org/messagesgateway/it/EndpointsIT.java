package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.RawClient;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** Paths, methods, versions: what is served, and that everything else is the error envelope. */
class EndpointsIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.json(200, Sample.MESSAGE));
    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri()));

    private static final String EXAMPLE =
            """
            {
              "model": "%s",
              "max_tokens": 0,
              "messages": [
                {
                  "role": "user",
                  "content": "string"
                }
              ]
            }""";

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
    @ValueSource(
            strings = {
                "/anthropic/v1/messages",
                "/anthropic/anthropic/v1/messages",
                "/anthropic/v1/messages?beta=true",
                "/anthropic/v1/messages?beta=true&utm=%0d%0a&x"
            })
    void messagesAreServedWhateverTheQuery(String path) throws Exception {
        var answer = GATEWAY.send("POST", path, Sample.request());
        assertThat(answer.body()).isEqualTo(Sample.MESSAGE);
        assertThat(UPSTREAM.nextCall().request().path()).isEqualTo("/v1/messages");
    }

    @Test
    void theExampleOfTheApiReferenceIsForwardedByteForByteWithoutAnyHeader() throws Exception {
        var body = EXAMPLE.formatted("claude-3-opus-20240229");
        try (var client = RawClient.connect(GATEWAY.messages())) {
            client.send("POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\ncontent-length: " + body.length()
                    + "\r\n\r\n" + body);
            assertThat(client.answer().status()).isEqualTo(200);
        }
        var request = UPSTREAM.nextCall().request();
        assertThat(request.text()).isEqualTo(body);
        assertThat(request.headers().first("anthropic-version")).hasValue("2023-06-01");
    }

    @Test
    void theExampleAsksAChatUpstreamForOneTokenAtLeast() throws Exception {
        UPSTREAM.plays(Script.json(200, ChatSample.ANSWER));
        assertThat(GATEWAY.post(EXAMPLE.formatted("gpt-x")).statusCode()).isEqualTo(200);
        assertThat(Json.parseObject(UPSTREAM.nextCall().request().text()).getInt("max_tokens"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"2023-06-01, 2023-06-01", "2026-10-21, 2026-10-21", "'', 2023-06-01", "' ', 2023-06-01"})
    void theApiVersionGoesOnOrIsTheOldOne(String asked, String forwarded) throws Exception {
        assertThat(GATEWAY.post(Sample.request(), "anthropic-version", asked).statusCode())
                .isEqualTo(200);
        assertThat(UPSTREAM.nextCall().request().headers().all("anthropic-version"))
                .containsExactly(forwarded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "2023-06-01, 2023-06-01", "1", "2023-06-01x", "2023-6-1"})
    void aVersionThatIsNoneIsRefused(String version) throws Exception {
        Envelope.of(GATEWAY.post(Sample.request(), "anthropic-version", version))
                .is(400, "invalid_request_error", "anthropic-version");
    }

    @ParameterizedTest
    @CsvSource({"2023-06-01, 200", "2026-10-21, 400"})
    void theNewVersionHasNoSamplingParameters(String version, int status) throws Exception {
        var body = Sample.request().replace("{\"model\"", "{\"temperature\":1,\"model\"");
        var answer = GATEWAY.post(body, "anthropic-version", version);
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 400) {
            Envelope.of(answer).is(400, "invalid_request_error", "temperature: Extra inputs are not permitted");
        }
    }

    @ParameterizedTest
    @CsvSource({"false, text/event-stream, application/json", "true, application/json, text/event-stream"})
    void theBodyAloneDecidesBetweenJsonAndAStream(boolean stream, String accept, String type) throws Exception {
        if (stream) {
            UPSTREAM.plays(Script.stream(Sample.stream("Hi", 1)));
        }
        var answer = GATEWAY.post(Sample.request("claude-x", stream), "accept", accept);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"})
    void anotherMethodThanPostIsRefused(String method) throws Exception {
        var answer = GATEWAY.send(method, "/anthropic/v1/messages", "");
        Envelope.of(answer).is(405, "invalid_request_error");
        assertThat(answer.headers().firstValue("allow")).hasValue("POST");
    }

    @Test
    void traceIsRefusedInTheEnvelope() throws Exception {
        try (var client = RawClient.connect(GATEWAY.messages())) {
            client.send("TRACE /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\nx-api-key: secret\r\n\r\n");
            var answer = client.answer();
            Envelope.of(answer).is(405, "invalid_request_error");
            assertThat(answer.body()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/anthropic/",
                "/anthropic/v1",
                "/anthropic/v1/messages/",
                "/anthropic/v1/messages/batches",
                "/anthropic/v1/complete",
                "/anthropic/v1/message",
                "/anthropic/_stainless_unknown_path",
                "/anthropic/error",
                "/anthropic/org/messagesgateway/launch/Main.class",
                "/anthropic/WEB-INF/web.xml",
                "/anthropic/WEB-INF/lib-launch/",
                "/anthropic/META-INF/MANIFEST.MF",
                "/anthropic/%57EB-INF/web.xml",
                "/anthropic/index.html",
                "/anthropic/index.jsp",
                "/anthropic/%7b%7b7*7%7d%7d"
            })
    void anUnknownPathIsNotFoundAndNoFileIsServed(String path) throws Exception {
        for (var method : new String[] {"GET", "POST"}) {
            var answer = GATEWAY.send(method, path, "");
            Envelope.of(answer).is(404, "not_found_error", "Not Found");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/messages",
                "/anthropicx",
                "/anthropic%00",
                "/anthropic/%",
                "/anthropic/\\x",
                "/anthropic/..%2f..%2fetc/passwd"
            })
    void noServerPageIsShownEvenOutsideOfTheApplication(String path) throws Exception {
        try (var client = RawClient.connect(GATEWAY.messages())) {
            var answer =
                    client.send("GET " + path + " HTTP/1.1\r\nhost: h\r\n\r\n").answer();
            assertThat(answer.headers().all("server")).isEmpty();
            assertThat(Envelope.of(answer).status()).isBetween(400, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/anthropic/health/live", "/anthropic/health/ready", "/anthropic/api/hello"})
    void signsOfLifeAreAnsweredToGetAndHead(String path) throws Exception {
        assertThat(GATEWAY.get(path).statusCode()).isEqualTo(200);
        var head = GATEWAY.send("HEAD", path, "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("request-id").orElse("")).startsWith("req_");
    }

    @Test
    void headOfAnUnknownPathIsNotFound() throws Exception {
        assertThat(GATEWAY.send("HEAD", "/anthropic/nothing", "").statusCode()).isEqualTo(404);
    }

    @Test
    void everyAnswerHasAnIdOfItsOwn() throws Exception {
        var first = GATEWAY.get("/anthropic/nothing").headers().firstValue("request-id");
        var second = GATEWAY.get("/anthropic/nothing").headers().firstValue("request-id");
        assertThat(first.orElse("")).matches("req_[0-9A-Za-z]{24}").isNotEqualTo(second.orElse(""));
    }
}
