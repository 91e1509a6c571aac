package org.messagesgateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.messagesgateway.testing.UpstreamCall.Ending;

class ScriptedUpstreamTest {

    private static final String EVENT = "event: ping\ndata: {\"type\": \"ping\"}\n\n";

    private final ScriptedUpstream upstream = ScriptedUpstream.start(Script.silence());
    private final URI uri = upstream.uri().resolve("/v1/messages");

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    @Test
    void answersAndRemembersWhatWasAsked() throws Exception {
        upstream.plays(Script.json(429, "{}", "retry-after", "7"));
        try (var client = SseClient.post(uri, "{\"model\":\"m\"}", "x-api-key", "k")) {
            assertThat(client.status()).isEqualTo(429);
            assertThat(client.headers().first("retry-after")).hasValue("7");
            assertThat(client.body()).isEqualTo("{}");
        }
        var request = upstream.nextCall().request();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/messages");
        assertThat(request.headers().first("x-api-key")).hasValue("k");
        assertThat(request.text()).isEqualTo("{\"model\":\"m\"}");
    }

    @Test
    void sendsAnEventOnlyWhenTheTestReleasesIt() throws Exception {
        BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
        upstream.plays(Script.stream(pieces));
        try (var client = SseClient.post(uri, "{}")) {
            assertThat(client.status()).isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                long released = System.nanoTime();
                pieces.add(EVENT);
                assertThat(client.next()).hasValueSatisfying(event -> {
                    assertThat(event.name()).isEqualTo("ping");
                    assertThat(event.arrival()).isGreaterThan(released);
                });
            }
            pieces.add(Script.END);
            assertThat(client.rest()).isEmpty();
        }
        assertThat(upstream.nextCall().ending()).isEqualTo(Ending.FINISHED);
    }

    @Test
    void noticesACallerThatLeavesBeforeTheHead() throws Exception {
        var client = SseClient.post(uri, "{}");
        var call = upstream.nextCall();
        assertThat(call.isOpen()).isTrue();
        client.reset();
        assertThat(call.ending()).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void noticesACallerThatClosesBetweenEvents() throws Exception {
        upstream.plays(Script.stream(new LinkedBlockingQueue<>(List.of(EVENT))));
        try (var client = SseClient.post(uri, "{}")) {
            client.next();
        }
        assertThat(upstream.nextCall().ending()).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void cutsAnAnswerMidway() throws Exception {
        upstream.plays(call -> {
            call.startStream();
            call.send(EVENT);
            call.cut();
        });
        try (var client = SseClient.post(uri, "{}")) {
            assertThat(client.next()).isPresent();
            assertThatThrownBy(client::next).isInstanceOf(EOFException.class);
        }
        assertThat(upstream.nextCall().ending()).isEqualTo(Ending.CUT);
    }

    @Test
    void resetsAConnectionBeforeTheHead() throws Exception {
        upstream.plays(UpstreamCall::reset);
        try (var client = SseClient.post(uri, "{}")) {
            assertThatThrownBy(client::status).isInstanceOf(IOException.class);
        }
    }
}
