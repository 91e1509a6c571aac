package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.SseClient;

/** Many clients at once, and clients that do not read. */
class CrowdIT {

    private static final int PIECE = 64 * 1024;
    private static final int PIECES = 1024;

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());

    /** Far less memory than the slow reader's stream has bytes. */
    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri()), "-Xmx48m");

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    /** A slow reader slows the upstream down: 64 MiB are not taken in for somebody who does not read. */
    @Test
    void anUpstreamWaitsForAClientThatDoesNotRead() throws Exception {
        var sent = new LinkedBlockingQueue<Integer>();
        UPSTREAM.plays(call -> {
            call.startStream();
            call.send(Sample.opening("Hi"));
            var piece = Sample.delta("x".repeat(PIECE));
            for (int i = 0; i < PIECES; i++) {
                call.send(piece);
                sent.add(i);
            }
            call.send(Sample.CLOSING);
            call.end();
        });
        try (var client = SseClient.postReadingSlowly(GATEWAY.messages(), Sample.streamed())) {
            assertThat(client.next()).isPresent();
            int taken = 0;
            while (sent.poll(1500, TimeUnit.MILLISECONDS) != null) {
                taken++;
            }
            assertThat(taken).as("pieces taken while nobody reads").isLessThan(PIECES / 2);
            int deltas = 0;
            for (var event = client.nextContent(); event.isPresent(); event = client.nextContent()) {
                deltas += event.get().name().equals("content_block_delta") ? 1 : 0;
                assertThat(event.get().name()).isNotEqualTo("error");
            }
            assertThat(deltas).isEqualTo(PIECES + 1);
        }
    }

    @Test
    void fiftyCallsAtOnceAreAllUnderWayAtOnce() throws Exception {
        var all = new CyclicBarrier(50);
        UPSTREAM.plays(call -> {
            meet(all);
            call.answer(200, "application/json", Sample.MESSAGE);
        });
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 50; i++) {
            calls.add(() -> GATEWAY.post(Sample.request()).statusCode());
        }
        assertThat(atOnce(calls, 50)).containsOnly(200);
    }

    /** Those that break off must not harm those that stay: servers recycle what a request has used. */
    @Test
    void abortedStreamsLeaveHealthyOnesAlone() throws Exception {
        var number = new AtomicInteger();
        UPSTREAM.plays(call -> {
            call.startStream();
            for (var piece : Sample.stream("n" + number.incrementAndGet(), 30)) {
                call.send(piece);
            }
            call.end();
        });
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 150; i++) {
            calls.add(CrowdIT::leave);
            calls.add(CrowdIT::stay);
        }
        assertThat(atOnce(calls, 16)).containsOnly(0, 30);
        for (int i = 0; i < calls.size(); i++) {
            UPSTREAM.nextCall().ending();
        }
        assertThat(UPSTREAM.openCalls()).isZero();
    }

    private static int leave() throws IOException {
        var client = SseClient.post(GATEWAY.messages(), Sample.streamed());
        client.next();
        client.reset();
        return 0;
    }

    /** The number of deltas, if they all belong to one and the same stream. */
    private static int stay() throws IOException {
        try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
            var events = client.rest();
            var deltas = events.stream()
                    .filter(event -> event.name().equals("content_block_delta"))
                    .toList();
            var isWhole = events.get(events.size() - 1).name().equals("message_stop")
                    && deltas.stream().map(event -> event.data()).distinct().count() == 1;
            return isWhole ? deltas.size() : -1;
        }
    }

    private static ArrayList<Integer> atOnce(ArrayList<Callable<Integer>> calls, int threads) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var results = new ArrayList<Integer>();
            for (var result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static void meet(CyclicBarrier all) throws InterruptedException {
        try {
            all.await(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.BrokenBarrierException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("not all of them are under way", e);
        }
    }
}
