package org.messagesgateway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.testing.ScriptedUpstream;

/** Errors in the envelope of the Messages API, wherever below the context path they happen. */
final class ErrorChecks {

    private static final String[][] REFUSED = {
        {"GET", "/anthropic/v1/messages", "405"},
        {"PUT", "/anthropic/v1/messages", "405"},
        {"DELETE", "/anthropic/v1/models", "405"},
        {"POST", "/anthropic/v1/nothing", "404"},
        {"GET", "/anthropic/v1", "404"},
        {"GET", "/anthropic/nothing", "404"},
        {"POST", "/anthropic/nothing/at/all", "404"},
        {"POST", "/anthropic/v1/messages", "400"},
    };

    private ErrorChecks() {}

    static String envelope(RunningServer server, ScriptedUpstream upstream) throws Exception {
        for (var line : REFUSED) {
            var answer = server.send(line[0], line[1], line[2].equals("400") ? "{" : "");
            assertEnvelope(answer, line[0] + " " + line[1], Integer.parseInt(line[2]));
        }
        var differences = new ArrayList<String>();
        for (var method : new String[] {"TRACE", "BREW"}) {
            var answer = server.send(method, "/anthropic/v1/messages", "");
            if (answer.headers().firstValue("request-id").isPresent()) {
                assertEnvelope(answer, method, 405);
            } else {
                assertThat(answer.statusCode()).as(method).isBetween(400, 501);
                differences.add(method + ": the server itself answers " + answer.statusCode());
            }
        }
        assertThat(Files.readString(server.process().log()))
                .as("the server's log")
                .doesNotContain("ApiException");
        return differences.isEmpty() ? Check.PASS : String.join("; ", differences);
    }

    /** What the server must refuse before it knows whose path it is. */
    static String malformedPath(RunningServer server, ScriptedUpstream upstream) throws Exception {
        var uri = server.uri("/v1/messages");
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            var request =
                    "GET /anthropic/v1/%zz HTTP/1.1\r\nhost: " + uri.getAuthority() + "\r\nconnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 ");
            return answer.contains("\"request_id\"")
                    ? Check.PASS
                    : "the server itself answers " + answer.substring(9, 12)
                            + (answer.contains("<h") ? ", with a page" : "");
        }
    }

    static void assertEnvelope(HttpResponse<String> answer, String what, int status) throws Exception {
        assertThat(answer.statusCode()).as(what + " " + answer.body()).isEqualTo(status);
        var id = answer.headers().firstValue("request-id");
        assertThat(id).as(what + " " + answer.body()).isPresent();
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        var body = Json.parseObject(answer.body());
        assertThat(body.getString("type")).isEqualTo("error");
        assertThat(ErrorType.ofWireName(body.getJsonObject("error").getString("type")))
                .isPresent();
        assertThat(body.getString("request_id")).isEqualTo(id.get());
    }
}
