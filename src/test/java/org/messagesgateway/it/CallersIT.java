package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** Who is served where the operator has given out virtual keys. */
class CallersIT {

    private static final String KEYS =
            """
            "governance": {"virtual_keys": [
              {"id": "a", "value": "vk-good"},
              {"id": "b", "value": "vk-off", "is_active": false},
              {"id": "c", "value": "vk-narrow",
               "provider_configs": [{"provider": "anthropic", "allowed_models": ["claude-x"]}]}]},
            """;

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri(), KEYS));

    @BeforeEach
    void play() {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
    }

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
        assertThat(GATEWAY.log()).doesNotContain("vk-good", "vk-goo", "operator-key");
    }

    @ParameterizedTest
    @CsvSource({
        "x-api-key, vk-good",
        "authorization, Bearer vk-good",
        "authorization, bearer vk-good",
        "x-bf-vk, vk-good",
        "api-key, vk-good",
        "x-goog-api-key, vk-good"
    })
    void aVirtualKeyIsTakenInEveryUsualHeader(String header, String value) throws Exception {
        assertThat(GATEWAY.post(Sample.request(), header, value).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "vk-good, Bearer wrong, 200",
        "wrong, Bearer vk-good, 401",
        "'', Bearer vk-good, 200",
    })
    void theKeyHeaderWinsOverTheBearerToken(String key, String bearer, int status) throws Exception {
        var answer = GATEWAY.post(Sample.request(), "x-api-key", key, "authorization", bearer);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void theVirtualKeysOwnHeaderWinsOverAllOthers() throws Exception {
        var answer = GATEWAY.post(Sample.request(), "x-api-key", "wrong", "x-bf-vk", "vk-good");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "x-api-key, vk-goo",
        "x-api-key, operator-key",
        "x-api-key, vk-off",
        "authorization, vk-good",
        "authorization, Basic vk-good",
        "accept, */*"
    })
    void anyOtherKeyIsRefusedAndNothingIsForwarded(String header, String value) throws Exception {
        UPSTREAM.plays(call -> {
            throw new AssertionError("asked");
        });
        var answer = GATEWAY.post(Sample.request(), header, value);
        Envelope.of(answer).is(401, "authentication_error");
        assertThat(answer.body()).doesNotContain("vk-good", "operator-key");
    }

    @Test
    void aKeyIsGoodForItsModelsOnly() throws Exception {
        assertThat(GATEWAY.post(Sample.request(), "x-api-key", "vk-narrow").statusCode())
                .isEqualTo(200);
        Envelope.of(GATEWAY.post(Sample.request("claude-y", false), "x-api-key", "vk-narrow"))
                .is(403, "permission_error", "claude-y");
        Envelope.of(GATEWAY.post(Sample.request("chat/gpt-x", false), "x-api-key", "vk-narrow"))
                .is(403, "permission_error");
    }

    /** A query string must not matter to who is asking. */
    @Test
    void theKeyIsTakenWithBetaInTheQuery() throws Exception {
        var answer = GATEWAY.send("POST", "/anthropic/v1/messages?beta=true", Sample.request(), "x-api-key", "vk-good");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void theCallersKeyAndCookiesStayHere() throws Exception {
        GATEWAY.post(
                Sample.request(),
                "x-api-key",
                "vk-good",
                "authorization",
                "Bearer other",
                "cookie",
                "session=1",
                "x-forwarded-for",
                "192.0.2.1");
        var headers = UPSTREAM.nextCall().request().headers();
        assertThat(headers.all("x-api-key")).containsExactly("operator-key");
        assertThat(headers.first("host")).hasValue(UPSTREAM.uri().getAuthority());
        assertThat(headers.toString()).doesNotContain("authorization", "cookie", "forwarded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/anthropic/v1/models", "/anthropic/v1/models/claude-x"})
    void modelsAreForHoldersOfAKeyToo(String path) throws Exception {
        Envelope.of(GATEWAY.get(path)).is(401, "authentication_error", "x-api-key header is required");
        assertThat(GATEWAY.get(path, "x-api-key", "vk-good").statusCode()).isNotEqualTo(401);
    }

    @Test
    void healthIsForEverybody() throws Exception {
        assertThat(GATEWAY.get("/anthropic/health/live").statusCode()).isEqualTo(200);
    }
}
