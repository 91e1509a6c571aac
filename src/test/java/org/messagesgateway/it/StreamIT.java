package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.SseClient;
import org.messagesgateway.testing.UpstreamCall.Ending;

/** Streams in time: at once, kept alive, and ended. Heartbeats come after a second, patience ends after four. */
class StreamIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(
            Config.of(UPSTREAM.uri(), "", "\"heartbeat_in_seconds\": 1, \"stream_open_after_in_seconds\": 1"));

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    @Test
    void everyEventGoesOutAtOnce() throws Exception {
        BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
        UPSTREAM.plays(Script.stream(pieces));
        try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
            pieces.add(Sample.opening("0"));
            for (var name : new String[] {"message_start", "content_block_start", "content_block_delta"}) {
                assertThat(client.nextContent().orElseThrow().name()).isEqualTo(name);
            }
            for (int i = 1; i < 10; i++) {
                long released = System.nanoTime();
                pieces.add(Sample.delta(Integer.toString(i)));
                var event = client.nextContent().orElseThrow();
                assertThat(event.data()).contains("\"text\":\"" + i + "\"");
                assertThat(event.arrival() - released).isLessThan(TimeUnit.MILLISECONDS.toNanos(800));
            }
            pieces.add(Sample.CLOSING);
            assertThat(client.rest()).extracting(event -> event.name()).endsWith("message_stop");
        }
    }

    @Test
    void theHeadOfAStreamKeepsProxiesFromHoldingItBack() throws Exception {
        UPSTREAM.plays(Script.stream(Sample.stream("Hi", 1)));
        var headers = GATEWAY.post(Sample.streamed(), "accept-encoding", "gzip").headers();
        assertThat(headers.firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(headers.firstValue("cache-control")).hasValue("no-cache");
        assertThat(headers.firstValue("x-accel-buffering")).hasValue("no");
        assertThat(headers.firstValue("content-encoding")).isEmpty();
    }

    @Test
    void aPingFollowsTheFirstBlockOfAChatUpstream() throws Exception {
        UPSTREAM.plays(Script.stream(ChatSample.delta("a"), ChatSample.delta("b"), ChatSample.CLOSING));
        try (var client = SseClient.post(GATEWAY.messages(), Sample.request("gpt-x", true))) {
            assertThat(client.rest())
                    .extracting(event -> event.name())
                    .containsExactly(
                            "message_start",
                            "content_block_start",
                            "ping",
                            "content_block_delta",
                            "content_block_delta",
                            "content_block_stop",
                            "message_delta",
                            "message_stop");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-x", "gpt-x"})
    void aSilentUpstreamIsCoveredByPingsUntilPatienceEnds(String model) throws Exception {
        UPSTREAM.plays(call -> {
            call.startStream();
            call.send(model.equals("gpt-x") ? ChatSample.delta("a") : Sample.opening("a"));
            Script.hang();
        });
        try (var client = SseClient.post(GATEWAY.messages(), Sample.request(model, true))) {
            var events = client.rest();
            assertThat(events.stream().filter(event -> event.name().equals("ping")))
                    .hasSizeBetween(2, 6);
            var last = events.get(events.size() - 1);
            assertThat(last.name()).isEqualTo("error");
            assertThat(last.data()).contains("\"timeout_error\"").contains("\"request_id\":\"req_");
        }
        assertThat(UPSTREAM.nextCall().ending()).isEqualTo(Ending.ABANDONED);
    }

    /** No bytes while a model thinks make clients give up: once the upstream has accepted, the stream is opened in time. */
    @Test
    void anUpstreamThatHasAcceptedAndSaysNothingIsCoveredByPingsToo() throws Exception {
        UPSTREAM.plays(call -> {
            call.startStream();
            Script.hang();
        });
        try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
            assertThat(client.next().orElseThrow().name()).isEqualTo("ping");
            assertThat(client.nextContent().orElseThrow().data()).contains("\"timeout_error\"");
            assertThat(client.next()).isEmpty();
        }
        assertThat(UPSTREAM.nextCall().ending()).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void anErrorAfterTheStreamWasOpenedForItIsAnEvent() throws Exception {
        BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
        UPSTREAM.plays(call -> {
            call.startStream();
            pieces.take();
            call.send("event: error\ndata: " + Sample.OVERLOADED + "\n\n");
            call.end();
        });
        try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
            assertThat(client.next().orElseThrow().name()).isEqualTo("ping");
            pieces.add("go");
            assertThat(client.nextContent().orElseThrow().data()).contains("overloaded_error", "Overloaded");
            assertThat(client.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-x", "gpt-x"})
    void anUpstreamThatDoesNotAnswerAPlainRequestIsATimeout(String model) throws Exception {
        UPSTREAM.plays(Script.silence());
        Envelope.of(GATEWAY.post(Sample.request(model, false))).is(504, "timeout_error");
        assertThat(UPSTREAM.nextCall().ending()).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void aPlainAnswerThatDripsForeverIsATimeout() throws Exception {
        UPSTREAM.plays(call -> {
            call.raw("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n{");
            for (int i = 0; i < 1000; i++) {
                call.raw(" ");
                new LinkedBlockingQueue<String>().poll(100, TimeUnit.MILLISECONDS);
            }
        });
        Envelope.of(GATEWAY.post(Sample.request())).is(504, "timeout_error");
    }

    /** Heartbeats of an upstream are signs of life. */
    @Test
    void anUpstreamThatOnlySendsCommentsIsAlive() throws Exception {
        BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
        UPSTREAM.plays(Script.stream(pieces));
        try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
            pieces.add(Sample.opening("a"));
            for (int i = 0; i < 5; i++) {
                new LinkedBlockingQueue<String>().poll(800, TimeUnit.MILLISECONDS);
                pieces.add(": still here\n\n");
            }
            pieces.add(Sample.CLOSING);
            assertThat(client.rest()).extracting(event -> event.name()).endsWith("message_stop");
        }
    }

    /** Whatever an upstream sends after the end neither reaches the client nor holds it. */
    @Test
    void aStreamEndsWithMessageStopWhateverFollows() throws Exception {
        UPSTREAM.plays(call -> {
            call.startStream();
            call.send(String.join("", Sample.stream("Hi", 1)) + Sample.delta("late"));
            while (true) {
                call.send(": heartbeat\n\n" + Sample.delta("later"));
                new LinkedBlockingQueue<String>().poll(200, TimeUnit.MILLISECONDS);
            }
        });
        try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
            assertThat(client.rest()).extracting(event -> event.name()).endsWith("message_stop");
        }
        assertThat(UPSTREAM.nextCall().ending()).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void aStreamMayLackItsLastBlankLine() throws Exception {
        var whole = String.join("", Sample.stream("Hi", 1));
        UPSTREAM.plays(Script.stream(whole.substring(0, whole.length() - 1)));
        try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
            assertThat(client.rest()).extracting(event -> event.name()).endsWith("message_stop");
        }
    }

    /** Some servers leave the names of events out; clients would ignore such events. */
    @Test
    void eventsWithoutANameGetOne() throws Exception {
        UPSTREAM.plays(Script.stream(String.join("", Sample.stream("Hi", 1)).replaceAll("event: .*\n", "")));
        try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
            assertThat(client.rest())
                    .extracting(event -> event.name())
                    .startsWith("message_start", "content_block_start")
                    .endsWith("message_delta", "message_stop");
        }
    }
}
