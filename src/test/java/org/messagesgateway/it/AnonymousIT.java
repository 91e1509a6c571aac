package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** Callers without a key, and callers in browsers. */
class AnonymousIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.json(200, Sample.MESSAGE));

    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri()));

    private static final RunningGateway LISTED = RunningGateway.start(
            Config.of(UPSTREAM.uri(), "", "\"allow_anonymous\": true, \"allowed_origins\": [\"https://chat.example\"]"),
            "-Xmx128m");

    private static final RunningGateway OPEN = RunningGateway.start(
            Config.of(UPSTREAM.uri(), "", "\"allow_anonymous\": true, \"allowed_origins\": [\"*\"]"), "-Xmx128m");

    private static final RunningGateway UNCONFIGURED = RunningGateway.start("{}", "-Xmx128m");

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        LISTED.close();
        OPEN.close();
        UNCONFIGURED.close();
        UPSTREAM.close();
    }

    @Test
    void aCallerOnThisMachineIsServed() throws Exception {
        assertThat(GATEWAY.post(Sample.request()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "x-forwarded-for, 192.0.2.1",
        "x-forwarded-for, 127.0.0.1",
        "forwarded, for=127.0.0.1",
        "x-real-ip, 127.0.0.1",
        "via, 1.1 proxy",
        "x-forwarded-for, ''"
    })
    void aCallerThroughAProxyIsToldBothSettings(String header, String value) throws Exception {
        var envelope = Envelope.of(GATEWAY.post(Sample.request(), header, value));
        envelope.is(401, "authentication_error", "governance.virtual_keys");
        envelope.is(401, "authentication_error", "client.allow_anonymous");
        assertThat(OPEN.post(Sample.request(), header, value).statusCode()).isEqualTo(200);
    }

    @Test
    void aCallerWithoutAKeyIsRefusedWhereNoProviderIsConfigured() throws Exception {
        Envelope.of(UNCONFIGURED.post(Sample.request()))
                .is(401, "authentication_error", "x-api-key header is required");
    }

    @Test
    void browsersAreNotLetInUnlessTheOperatorSaysSo() throws Exception {
        var answer = GATEWAY.post(Sample.request(), "origin", "https://chat.example");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        var preflight = preflight(GATEWAY, "https://chat.example");
        assertThat(preflight.statusCode()).isEqualTo(405);
        assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aListedOriginIsLetIn() throws Exception {
        var preflight = preflight(LISTED, "https://chat.example");
        assertThat(preflight.statusCode()).isEqualTo(204);
        var headers = preflight.headers();
        assertThat(headers.firstValue("access-control-allow-origin")).hasValue("https://chat.example");
        assertThat(headers.firstValue("access-control-allow-methods").orElse(""))
                .contains("POST");
        assertThat(headers.firstValue("access-control-allow-headers")).hasValue("content-type, x-api-key");
        assertThat(headers.firstValue("vary")).hasValue("origin");
        var answer = LISTED.post(Sample.request(), "origin", "https://chat.example");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("https://chat.example");
        assertThat(answer.headers().firstValue("access-control-expose-headers").orElse(""))
                .contains("request-id");
    }

    @ParameterizedTest
    @CsvSource({"https://chat.example.evil", "http://chat.example", "null"})
    void anotherOriginIsNot(String origin) throws Exception {
        assertThat(preflight(LISTED, origin).statusCode()).isEqualTo(405);
        var answer = LISTED.post(Sample.request(), "origin", origin);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aStarLetsEveryOriginIn() throws Exception {
        var preflight = preflight(OPEN, "https://any.example");
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .hasValue("*");
    }

    /** A page must be able to read why it was refused. */
    @Test
    void errorsCarryTheOriginToo() throws Exception {
        var answer = OPEN.post("{", "origin", "https://any.example");
        Envelope.of(answer).is(400, "invalid_request_error");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
    }

    private static java.net.http.HttpResponse<String> preflight(RunningGateway gateway, String origin)
            throws Exception {
        return gateway.send(
                "OPTIONS",
                "/anthropic/v1/messages",
                "",
                "origin",
                origin,
                "access-control-request-method",
                "POST",
                "access-control-request-headers",
                "content-type, x-api-key");
    }
}
