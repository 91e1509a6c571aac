package org.messagesgateway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** Answers in one piece. */
final class AnswerChecks {

    private static final int LARGE = 20 * 1024 * 1024;

    private AnswerChecks() {}

    static String json(RunningServer server, ScriptedUpstream upstream) throws Exception {
        jsonAt(server, upstream, "/anthropic/v1/messages");
        return Check.PASS;
    }

    static void jsonAt(RunningServer server, ScriptedUpstream upstream, String path) throws Exception {
        upstream.plays(Script.json(200, Sample.MESSAGE));
        var answer = server.send("POST", path, Sample.request("Hello", false));
        assertThat(answer.body()).isEqualTo(Sample.MESSAGE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        assertThat(answer.headers().firstValue("request-id")).isPresent();
        var request = upstream.nextCall().request();
        assertThat(request.headers().first("x-api-key")).hasValue("test-key");
    }

    static String largeBody(RunningServer server, ScriptedUpstream upstream) throws Exception {
        upstream.plays(Script.json(200, Sample.MESSAGE));
        var body = Sample.request("x".repeat(LARGE), false);
        var answer = server.send("POST", "/anthropic/v1/messages", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(upstream.nextCall().request().text().equals(body))
                .as("the body arrived as it was sent")
                .isTrue();
        return Check.PASS;
    }

    /** The container's own limit must not come first. */
    static String tooLargeBody(RunningServer server, ScriptedUpstream upstream) throws Exception {
        var answer = server.send("POST", "/anthropic/v1/messages", Sample.request("x".repeat(2 * LARGE), false));
        ErrorChecks.assertEnvelope(answer, "40 MB", 413);
        return Check.PASS;
    }

    static String loopback(RunningServer server, ScriptedUpstream upstream) throws Exception {
        assertThat(server.process().openToOthers())
                .as("sockets open to other hosts")
                .isEmpty();
        return Check.PASS;
    }

    /** A model's name with a slash, as clients encode it. */
    static String encodedSlash(RunningServer server, ScriptedUpstream upstream) throws Exception {
        upstream.plays(Script.json(200, "{\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null}"));
        var answer = server.send("GET", "/anthropic/v1/models/openai%2Fgpt-x", "");
        assertThat(answer.headers().firstValue("request-id"))
                .as(answer.statusCode() + " " + answer.body())
                .isPresent();
        assertThat(answer.body()).contains("openai/gpt-x");
        return Check.PASS;
    }
}
