package org.messagesgateway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import org.messagesgateway.testing.RawClient;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** More clients than a server has threads, each in the middle of its request's body: others must not have to wait. */
final class SlowUploadCheck {

    private static final int CLIENTS = 250;

    private SlowUploadCheck() {}

    static String run(RunningServer server, ScriptedUpstream upstream) throws Exception {
        upstream.plays(Script.json(200, Sample.MESSAGE));
        var body = Sample.request("x".repeat(20_000), false).getBytes(StandardCharsets.UTF_8);
        for (var path : new String[] {"/v1/messages", "/v1/nothing"}) {
            uploads(server, upstream, path, body);
        }
        return Check.PASS;
    }

    private static void uploads(RunningServer server, ScriptedUpstream upstream, String path, byte[] body)
            throws Exception {
        int half = body.length / 2;
        var slow = new ArrayList<RawClient>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                slow.add(begin(server.uri(path), body, half));
            }
            AnswerChecks.json(server, upstream);
            for (var client : slow) {
                client.send(Arrays.copyOfRange(body, half, body.length));
                if (path.equals("/v1/messages")) {
                    assertThat(client.answer().body()).isEqualTo(Sample.MESSAGE);
                    assertThat(upstream.nextCall().request().body()).isEqualTo(body);
                } else {
                    assertThat(client.answer().status()).isEqualTo(404);
                }
            }
        } finally {
            for (var client : slow) {
                client.close();
            }
        }
    }

    private static RawClient begin(URI uri, byte[] body, int half) throws IOException {
        return RawClient.connect(uri)
                .send("POST " + uri.getPath() + " HTTP/1.1\r\nhost: " + uri.getAuthority()
                        + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length + "\r\n\r\n")
                .send(Arrays.copyOf(body, half));
    }
}
