package org.messagesgateway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.messagesgateway.testing.ScriptedUpstream;

/**
 * Requests that are answered whatever their body says. A server that answers before the body has come may close the
 * connection: it must say so, or the client's next request is lost, or, while the client still sends, the answer itself.
 */
final class UnreadBodyCheck {

    private static final int LARGE = 4 * 1024 * 1024;
    private static final String[] HEADS = {
        "POST /anthropic/v1/nothing HTTP/1.1\r\n",
        "PUT /anthropic/v1/messages HTTP/1.1\r\n",
        "POST /anthropic/v1/messages HTTP/1.1\r\nx-bf-async-id: unknown\r\n",
        "POST /anthropic/v1/messages HTTP/1.1\r\nx-bf-async-id: " + "0".repeat(36) + "\r\nprefer: wait=1\r\n"
    };

    private UnreadBodyCheck() {}

    static String run(RunningServer server, ScriptedUpstream upstream) throws Exception {
        var kept = true;
        for (var head : HEADS) {
            kept &= keepsConnection(server, head);
        }
        var answer = server.send("POST", "/anthropic/v1/nothing", "x".repeat(LARGE));
        ErrorChecks.assertEnvelope(answer, "4 MB to nowhere", 404);
        return kept ? Check.PASS : "pass: the server closes behind an error, and says so";
    }

    /** The body is sent once the server has had time to answer without it; the next request once it has answered. */
    private static boolean keepsConnection(RunningServer server, String head) throws IOException {
        var uri = server.uri("/");
        var host = "host: " + uri.getAuthority() + "\r\n";
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            send(socket, head + host + "content-type: application/json\r\ncontent-length: 2\r\n\r\n");
            var early = read(socket, 300);
            send(socket, "{}");
            var answer = early.isEmpty() ? read(socket, 10_000) : early;
            assertThat(answer).as(head).containsPattern("^HTTP/1.1 40[45]").contains("\"request_id\"");
            var kept = serves(socket, "GET /anthropic/health/live HTTP/1.1\r\n" + host + "\r\n");
            assertThat(kept || answer.toLowerCase(Locale.ROOT).contains("connection: close"))
                    .as(answer)
                    .isTrue();
            return kept;
        }
    }

    private static boolean serves(Socket socket, String request) {
        try {
            send(socket, request);
            return read(socket, 10_000).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** An answer, which ends as JSON objects do; less, if the server closes or says nothing more. */
    private static String read(Socket socket, int patienceMillis) throws IOException {
        socket.setSoTimeout(patienceMillis);
        var answer = new StringBuilder();
        var chunk = new byte[4096];
        try {
            while (answer.isEmpty() || answer.charAt(answer.length() - 1) != '}') {
                int count = socket.getInputStream().read(chunk);
                if (count < 0) {
                    break;
                }
                answer.append(new String(chunk, 0, count, StandardCharsets.UTF_8));
            }
        } catch (SocketTimeoutException e) {
            // What has come is what there is.
        }
        return answer.toString();
    }
}
