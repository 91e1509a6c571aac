package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.http.Headers;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.RawClient;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** What goes through to an upstream that speaks Messages, and what comes back, byte for byte. */
class PassThroughIT {

    /** Odd in every way that JSON allows. */
    private static final String ODD =
            """
            \t{ "zz_unknown" : {"b":1,"a":[ ]},"messages":[{"content":"\\u00e9\\/\\ud83d\\ude00 é😀","role":"user"}]
              ,"max_tokens":1E0, "x\\u0022y":1.0e+2,"stream":false,"model" :%s , "temperature":1.000 }
            """
                    .replace("1E0", "10");

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri()));

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"claude-x\"", "\"cl\\u0061ude-x\"", "\"claude-\\ud83d\\ude00\"", "\"claude-模型\""})
    void theBodyIsForwardedByteForByte(String model) throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        var body = ODD.formatted(model);
        assertThat(GATEWAY.post(body).statusCode()).isEqualTo(200);
        assertThat(UPSTREAM.nextCall().request().text()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "\"anthropic/claude-x\", \"claude-x\"",
        "\"fast\", \"claude-haiku-4-5\"",
        "\"\\u0066ast\", \"claude-haiku-4-5\"",
        "\"anthropic/fast\", \"claude-haiku-4-5\"",
        "\"anthropic/模型/😀\", \"模型/😀\"",
        "\"anthropic\\/a\\\"b\", \"a\\\"b\""
    })
    void onlyTheModelsNameIsAnotherUpstream(String asked, String sent) throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        assertThat(GATEWAY.post(ODD.formatted(asked)).statusCode()).isEqualTo(200);
        assertThat(UPSTREAM.nextCall().request().text()).isEqualTo(ODD.formatted(sent));
    }

    @Test
    void aByteOrderMarkDoesNotShiftTheModelsName() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        var answer = GATEWAY.post("\uFEFF" + Sample.request("fast", false));
        if (answer.statusCode() == 400) {
            Envelope.of(answer).is(400, "invalid_request_error");
        } else {
            assertThat(UPSTREAM.nextCall().request().text())
                    .isEqualTo("\uFEFF" + Sample.request("claude-haiku-4-5", false));
        }
    }

    @Test
    void theAnswerNamesTheModelThatWasAskedForAndIsTheSameOtherwise() throws Exception {
        var odd =
                " {\"unknown\" :[1.0, 2e3],\"type\":\"message\",\"content\":[{\"model\":\"inner\"}], \"model\": \"claude-haiku-4-5\" ,\"é\":\"\\u00e9\"}\n";
        UPSTREAM.plays(Script.json(200, odd));
        assertThat(GATEWAY.post(Sample.request("fast", false)).body())
                .isEqualTo(odd.replace("\"claude-haiku-4-5\"", "\"fast\""));
    }

    @Test
    void theFramesOfAStreamComeBackAsTheyAre() throws Exception {
        var odd = ": hello\n\n"
                + "event: message_start\r\ndata:{\"type\":\"message_start\",\"message\":{\"content\":[],"
                + "\"usage\":{\"input_tokens\" : 1}}   }\r\n\r\n"
                + "event: new_kind\nid: 7\ndata: {\"type\":\"new_kind\",\ndata: \"x\":1}\n\n"
                + "event: ping\ndata: {\"type\": \"ping\"}\n\n"
                + "event: message_stop\ndata: {\"type\":\"message_stop\"  }\n\n";
        UPSTREAM.plays(Script.stream(odd));
        assertThat(GATEWAY.post(Sample.streamed()).body()).isEqualTo(odd);
        var bytes = odd.getBytes(StandardCharsets.UTF_8);
        UPSTREAM.plays(call -> {
            call.startStream();
            for (var one : bytes) {
                call.send(new byte[] {one});
            }
            call.end();
        });
        assertThat(GATEWAY.post(Sample.streamed()).body()).isEqualTo(odd);
    }

    @Test
    void theStartOfAStreamNamesTheModelThatWasAskedFor() throws Exception {
        UPSTREAM.plays(Script.stream(Sample.stream("Hi", 2)));
        var body = GATEWAY.post(Sample.request("anthropic/claude-y", true)).body();
        assertThat(body.replace("event: ping\ndata: {\"type\":\"ping\"}\n\n", ""))
                .isEqualTo(String.join("", Sample.stream("Hi", 2)).replace("claude-x", "anthropic/claude-y"));
    }

    @Test
    void repeatedBetaLinesAreJoined() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        try (var client = RawClient.connect(GATEWAY.messages())) {
            client.send("POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\nanthropic-beta: a-1, b-2\r\n"
                    + "Anthropic-Beta:c-3\r\nanthropic-beta:\r\ncontent-length: "
                    + Sample.request().length() + "\r\n\r\n" + Sample.request());
            assertThat(client.answer().status()).isEqualTo(200);
        }
        assertThat(UPSTREAM.nextCall().request().headers().all("anthropic-beta"))
                .containsExactly("a-1,b-2,c-3");
    }

    @Test
    void theGatewaysOwnHeadersAreAllThatTheUpstreamSees() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        GATEWAY.post(
                Sample.request(),
                "x-api-key",
                "caller",
                "authorization",
                "Bearer caller",
                "cookie",
                "a=b",
                "te",
                "gzip",
                "x-secret",
                "s",
                "referer",
                "http://r",
                "user-agent",
                "agent/1");
        var headers = UPSTREAM.nextCall().request().headers();
        assertThat(names(headers))
                .isSubsetOf(
                        "accept",
                        "anthropic-version",
                        "connection",
                        "content-length",
                        "content-type",
                        "host",
                        "user-agent",
                        "x-api-key");
        assertThat(headers.all("x-api-key")).containsExactly("operator-key");
        assertThat(headers.first("content-type")).hasValue("application/json");
    }

    /** New betas and new members come with every release of a client: none of them is the gateway's to refuse. */
    @Test
    void whatIsNewerThanTheGatewayIsForwarded() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        var body = Sample.request()
                .replace(
                        "{\"model\"",
                        "{\"fallbacks\":[{\"model\":\"b\"}],\"context_management\":{\"edits\":[]},"
                                + "\"tools\":[{\"name\":\"t\",\"defer_loading\":true,\"input_schema\":{}}],\"model\"");
        assertThat(GATEWAY.post(body, "anthropic-beta", "not-yet-2031-01-01", "anthropic-workspace-id", "w")
                        .statusCode())
                .isEqualTo(200);
        var request = UPSTREAM.nextCall().request();
        assertThat(request.text()).isEqualTo(body);
        assertThat(request.headers().first("anthropic-beta")).hasValue("not-yet-2031-01-01");
        assertThat(request.headers().first("anthropic-workspace-id")).hasValue("w");
    }

    /** Signed thinking breaks as soon as a body is written anew: its bytes must stay. */
    @Test
    void signedThinkingIsReplayedAsItCame() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        var thinking = "{\"signature\":\"EqQBCkYIBhgC\\/+=\",  \"thinking\":\"a\\u0026b\\n\",\"type\":\"thinking\"}";
        var body = Sample.request("fast", false)
                .replace("[{\"role\"", "[{\"role\":\"assistant\",\"content\":[" + thinking + "]},{\"role\"");
        assertThat(GATEWAY.post(body).statusCode()).isEqualTo(200);
        assertThat(UPSTREAM.nextCall().request().text()).isEqualTo(body.replace("\"fast\"", "\"claude-haiku-4-5\""));
    }

    @Test
    void whatClientsReadComesBackAndNothingElse() throws Exception {
        UPSTREAM.plays(Script.json(
                200,
                Sample.MESSAGE,
                "request-id",
                "req_upstream",
                "anthropic-ratelimit-tokens-limit",
                "9",
                "anthropic-organization-id",
                "org",
                "set-cookie",
                "a=b",
                "server",
                "nginx",
                "x-request-id",
                "r-1",
                "access-control-allow-origin",
                "*",
                "content-encoding",
                "identity"));
        var headers = GATEWAY.post(Sample.request()).headers();
        assertThat(headers.allValues("request-id")).containsExactly("req_upstream");
        assertThat(headers.firstValue("anthropic-ratelimit-tokens-limit")).hasValue("9");
        assertThat(headers.firstValue("anthropic-organization-id")).hasValue("org");
        assertThat(headers.firstValue("x-gateway-provider")).hasValue("anthropic");
        assertThat(headers.firstValue("x-gateway-model")).hasValue("claude-x");
        assertThat(headers.map())
                .doesNotContainKeys("set-cookie", "server", "x-request-id", "access-control-allow-origin");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error", "403, permission_error", "404, not_found_error", "413, request_too_large",
        "409, conflict_error", "418, invalid_request_error", "429, rate_limit_error", "500, api_error",
        "529, overloaded_error"
    })
    void anErrorComesBackWithItsStatusAndWords(int status, String type) throws Exception {
        UPSTREAM.plays(Script.json(
                status,
                "{\"type\":\"error\",\"error\":{\"type\":\"" + type
                        + "\",\"message\":\"said so\"},\"request_id\":\"x\"}",
                "retry-after",
                "7",
                "request-id",
                "req_up",
                "x-should-retry",
                "true"));
        for (var stream : List.of(false, true)) {
            var answer = GATEWAY.post(Sample.request("claude-x", stream));
            Envelope.of(answer).is(status, type, "said so");
            assertThat(answer.headers().firstValue("request-id")).hasValue("req_up");
            assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
            assertThat(answer.headers().firstValue("x-should-retry")).hasValue("true");
        }
    }

    @Test
    void theDetailsOfAnErrorComeBack() throws Exception {
        UPSTREAM.plays(Script.json(
                400,
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"m\","
                        + "\"details\":{\"error_code\":\"tool_name_conflict\"}}}"));
        assertThat(GATEWAY.post(Sample.request()).body()).contains("\"error_code\":\"tool_name_conflict\"");
    }

    @ParameterizedTest
    @CsvSource({"502, 502, api_error", "503, 529, overloaded_error", "404, 502, api_error", "429, 429, rate_limit_error"
    })
    void aPageIsNotPassedOn(int status, int told, String type) throws Exception {
        for (var body : List.of("<html><body>nginx sk-secret</body></html>", "", "[1]")) {
            UPSTREAM.plays(call -> call.answer(status, "text/html", body));
            var answer = GATEWAY.post(Sample.request());
            Envelope.of(answer).is(told, type);
            assertThat(answer.body()).doesNotContain("nginx", "sk-secret", "html");
        }
    }

    /** Not every server that speaks Messages has its errors. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"error\":\"said so\"} | 502 | api_error",
                "429 | {\"error\":{\"message\":\"said so\",\"code\":429}} | 429 | rate_limit_error",
                "422 | {\"detail\":\"said so\"} | 400 | invalid_request_error",
                "400 | {\"message\":\"said so sk-secret-key\"} | 400 | invalid_request_error"
            })
    void anErrorOfAnotherShapeHasItsMeaning(int status, String body, int told, String type) throws Exception {
        UPSTREAM.plays(Script.json(status, body));
        var answer = GATEWAY.post(Sample.request());
        Envelope.of(answer).is(told, type, "said so");
        assertThat(answer.body()).doesNotContain("sk-secret");
    }

    @Test
    void theOperatorsKeyIsNotTalkedAbout() throws Exception {
        UPSTREAM.plays(
                Script.json(
                        401,
                        "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"invalid operator-key\"}}"));
        var answer = GATEWAY.post(Sample.request());
        Envelope.of(answer).is(401, "authentication_error", "refused the gateway's key");
        assertThat(answer.body()).doesNotContain("operator-key");
    }

    /** A status that is no error to HTTP is none of a Messages answer either. */
    @ParameterizedTest
    @ValueSource(ints = {204, 301, 302, 304, 307, 399, 600, 999})
    void anAnswerThatIsNeitherASuccessNorAnErrorIsABadGateway(int status) throws Exception {
        UPSTREAM.plays(call -> call.raw("HTTP/1.1 " + status + " X\r\nlocation: http://elsewhere/\r\n"
                + (status == 204 || status == 304 ? "\r\n" : "content-length: 2\r\n\r\n{}")));
        for (var stream : List.of(false, true)) {
            Envelope.of(GATEWAY.post(Sample.request("claude-x", stream))).is(502, "api_error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "\"text\"", "{\"a\":1", "{\"a\":1}{}", "<html></html>"})
    void aSuccessThatIsNoMessageIsABadGateway(String body) throws Exception {
        UPSTREAM.plays(Script.json(200, body));
        Envelope.of(GATEWAY.post(Sample.request())).is(502, "api_error");
    }

    /** A failure is never a success. */
    @Test
    void anErrorUnderAStatusOf200IsAnError() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.OVERLOADED));
        Envelope.of(GATEWAY.post(Sample.request())).is(529, "overloaded_error", "Overloaded");
    }

    @Test
    void aStreamedAnswerToAPlainRequestIsABadGateway() throws Exception {
        UPSTREAM.plays(Script.stream(Sample.stream("Hi", 2)));
        Envelope.of(GATEWAY.post(Sample.request())).is(502, "api_error");
    }

    @Test
    void aPlainAnswerToAStreamedRequestIsABadGateway() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        Envelope.of(GATEWAY.post(Sample.streamed())).is(502, "api_error", "without a stream");
    }

    @Test
    void anErrorAsAPlainAnswerToAStreamedRequestKeepsItsWords() throws Exception {
        UPSTREAM.plays(Script.json(529, Sample.OVERLOADED));
        Envelope.of(GATEWAY.post(Sample.streamed())).is(529, "overloaded_error", "Overloaded");
    }

    @Test
    void anUnknownModelIsNotFound() throws Exception {
        Envelope.of(GATEWAY.post(Sample.request("nobody/has-it", false)))
                .is(404, "not_found_error", "model: nobody/has-it");
    }

    /** Bytes that are invisible to most parsers still arrive. */
    @Test
    void aLargeAnswerIsTheSameToTheLastByte() throws Exception {
        var text = "é".repeat(3_000_000);
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE.replace("Hi", text)));
        HttpResponse<String> answer = GATEWAY.post(Sample.request());
        assertThat(Arrays.equals(
                        answer.body().getBytes(StandardCharsets.UTF_8),
                        Sample.MESSAGE.replace("Hi", text).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(Json.parseObject(answer.body()).getString("type")).isEqualTo("message");
    }

    private static List<String> names(Headers headers) {
        var names = new java.util.ArrayList<String>();
        headers.forEach((name, value) -> names.add(name));
        return names;
    }
}
