package org.messagesgateway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
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

    /** The body is sent once the server has had time to answer without it, and a second request behind it. */
    private static boolean keepsConnection(RunningServer server, String head) throws IOException {
        var uri = server.uri("/");
        var host = "host: " + uri.getAuthority() + "\r\n";
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var answers = new ByteArrayOutputStream();
            send(socket, head + host + "content-type: application/json\r\ncontent-length: 2\r\n\r\n");
            socket.setSoTimeout(300);
            read(socket, answers);
            send(socket, "{}");
            send(socket, "GET /anthropic/health/live HTTP/1.1\r\nconnection: close\r\n" + host + "\r\n");
            socket.setSoTimeout(10_000);
            read(socket, answers);
            var text = answers.toString(StandardCharsets.UTF_8);
            assertThat(text).as(head).containsPattern("^HTTP/1.1 40[45]").contains("\"request_id\"");
            var kept = text.contains("HTTP/1.1 200");
            assertThat(kept || text.toLowerCase(Locale.ROOT).contains("connection: close"))
                    .as(text)
                    .isTrue();
            return kept;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Until the server closes, or says nothing more. */
    private static void read(Socket socket, ByteArrayOutputStream answers) throws IOException {
        var chunk = new byte[4096];
        try {
            for (int n = socket.getInputStream().read(chunk);
                    n >= 0;
                    n = socket.getInputStream().read(chunk)) {
                answers.write(chunk, 0, n);
            }
        } catch (SocketTimeoutException e) {
            // What has come is what there is.
        }
    }
}
