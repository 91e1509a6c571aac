package org.messagesgateway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.SseClient;
import org.messagesgateway.testing.UpstreamCall.Ending;

/** Streams, one at a time. */
final class StreamChecks {

    private static final long LARGEST_LAG = TimeUnit.MILLISECONDS.toNanos(500);

    private StreamChecks() {}

    /** The upstream sends an event only once the client has read the one before. */
    static String lag(RunningServer server, ScriptedUpstream upstream) throws Exception {
        AnswerChecks.json(server, upstream);
        BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
        upstream.plays(Script.stream(pieces));
        long largest = 0;
        try (var client = post(server)) {
            upstream.nextCall();
            for (int i = 0; i < 12; i++) {
                long released = System.nanoTime();
                pieces.add(i == 0 ? Sample.opening("0") : Sample.delta(Integer.toString(i)));
                var names = i == 0
                        ? List.of("message_start", "content_block_start", "content_block_delta")
                        : List.of("content_block_delta");
                for (var name : names) {
                    var event = client.nextContent().orElseThrow();
                    assertThat(event.name()).isEqualTo(name);
                    largest = Math.max(largest, event.arrival() - released);
                }
                assertThat(largest).as("lag at event " + i).isLessThan(LARGEST_LAG);
            }
            assertThat(client.headers().first("content-type").orElse("")).startsWith("text/event-stream");
            pieces.add(Sample.closing());
            pieces.add(Script.END);
            assertThat(client.rest())
                    .extracting(event -> event.name())
                    .endsWith("content_block_stop", "message_delta", "message_stop");
        }
        return "pass, " + TimeUnit.NANOSECONDS.toMillis(largest) + " ms";
    }

    /** The upstream has gone silent and the client leaves: by FIN, then by RST. */
    static String departure(RunningServer server, ScriptedUpstream upstream) throws Exception {
        return "pass, " + secondsUntilCancelled(server, upstream, SseClient::close) + " s after FIN, "
                + secondsUntilCancelled(server, upstream, SseClient::reset) + " s after RST";
    }

    private interface Leaving {
        void from(SseClient client) throws IOException;
    }

    private static String secondsUntilCancelled(RunningServer server, ScriptedUpstream upstream, Leaving leaving)
            throws Exception {
        upstream.plays(call -> {
            call.startStream();
            call.send(Sample.opening("Hi"));
            Script.hang();
        });
        try (var client = post(server)) {
            assertThat(client.nextContent()).isPresent();
            var call = upstream.nextCall();
            assertThat(call.isOpen()).isTrue();
            leaving.from(client);
            long left = System.nanoTime();
            assertThat(call.ending()).isEqualTo(Ending.ABANDONED);
            return "%.1f".formatted((System.nanoTime() - left) / 1e9);
        }
    }

    private static SseClient post(RunningServer server) throws IOException {
        return SseClient.post(server.uri("/v1/messages"), Sample.request("Hello", true));
    }
}
