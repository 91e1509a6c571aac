package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.messagesgateway.it.JobSample.poll;
import static org.messagesgateway.it.JobSample.status;
import static org.messagesgateway.it.JobSample.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messagesgateway.testing.GatewayNode;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** Background jobs through limits, ends and new starts, on the gateway's own store. */
class JobRestartIT {

    private final ScriptedUpstream upstream = ScriptedUpstream.start(Script.silence());

    @TempDir
    private Path home;

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    private GatewayNode gateway(String client) throws IOException {
        return GatewayNode.start(home, JobSample.config(upstream.uri(), client));
    }

    @Test
    void noMoreRunAtOnceAndNoMoreWaitThanAllowed() throws Exception {
        var released = new CountDownLatch(1);
        var most = new AtomicInteger();
        upstream.plays(call -> {
            most.accumulateAndGet(upstream.openCalls(), Math::max);
            released.await();
            call.answer(200, "application/json", Sample.MESSAGE);
        });
        try (var gateway = gateway("\"async_concurrency\": 2, \"async_queue_limit\": 3,")) {
            var ids = new ArrayList<String>();
            while (ids.size() < 2) {
                ids.add(submit(gateway, "vk-a"));
                upstream.nextCall();
            }
            var answer = gateway.post(Sample.request(), "x-api-key", "vk-a", "x-bf-async", "true");
            while (answer.statusCode() == 200 && ids.size() < 20) {
                ids.add(answer.headers().firstValue("x-bf-async-id").orElseThrow());
                answer = gateway.post(Sample.request(), "x-api-key", "vk-a", "x-bf-async", "true");
            }
            Envelope.of(answer).is(429, "rate_limit_error", "too many async jobs");
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(ids).hasSizeBetween(3, 5);
            released.countDown();
            for (var id : ids) {
                assertThat(status(poll(gateway, "vk-a", id, 20))).isEqualTo("completed");
            }
            assertThat(most.get()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aGatewayThatWasKilledTakesItsJobsUpAgain() throws Exception {
        try (var gateway = gateway("\"async_concurrency\": 1,")) {
            var running = submit(gateway, "vk-a");
            upstream.nextCall();
            var waiting = submit(gateway, "vk-a");
            gateway.kill();
            upstream.plays(Script.json(200, Sample.MESSAGE));
            gateway.restart();

            for (var id : new String[] {running, waiting}) {
                var answer = poll(gateway, "vk-a", id, 20);
                assertThat(status(answer)).isEqualTo("completed");
                assertThat(answer.body()).isEqualTo(Sample.MESSAGE);
            }
        }
    }

    @Test
    void aJobWhoseGatewayIsKilledAgainAndAgainIsGivenUp() throws Exception {
        try (var gateway = gateway("\"async_max_attempts\": 2,")) {
            var id = submit(gateway, "vk-a");
            for (int i = 0; i < 2; i++) {
                upstream.nextCall();
                gateway.kill();
                gateway.restart();
            }
            var answer = poll(gateway, "vk-a", id, 20);
            Envelope.of(answer).is(500, "api_error", "2 times the gateway that ran it stopped");
        }
    }

    /** A hand-back is no attempt: it may happen as often as there are updates. */
    @Test
    void aGatewayThatStopsInOrderHandsItsJobsBack() throws Exception {
        try (var gateway = gateway("\"async_max_attempts\": 1,")) {
            var id = submit(gateway, "vk-a");
            for (int i = 0; i < 2; i++) {
                var call = upstream.nextCall();
                gateway.stop();
                call.ending();
                gateway.restart();
            }
            upstream.nextCall();
            upstream.plays(Script.json(200, Sample.MESSAGE));
            gateway.stop();
            gateway.restart();
            assertThat(status(poll(gateway, "vk-a", id, 20))).isEqualTo("completed");
        }
    }

    @Test
    void aThousandRunningJobsHoldNoMoreThreadsThanTen() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "threads are counted in /proc");
        try (var gateway = gateway("\"async_concurrency\": 1000,")) {
            run(gateway, 10);
            int few = gateway.threads();
            run(gateway, 990);
            assertThat(gateway.threads()).isLessThanOrEqualTo(few + 5);
        }
    }

    private void run(GatewayNode gateway, int jobs) throws Exception {
        for (int i = 0; i < jobs; i++) {
            submit(gateway, "vk-a");
        }
        for (int i = 0; i < jobs; i++) {
            upstream.nextCall();
        }
    }

    @Test
    void aFinishedResultOutlivesAKill() throws Exception {
        upstream.plays(Script.json(200, Sample.MESSAGE));
        try (var gateway = gateway("")) {
            var id = submit(gateway, "vk-a");
            poll(gateway, "vk-a", id, 20);
            gateway.kill();
            gateway.restart();
            assertThat(poll(gateway, "vk-a", id, 0).body()).isEqualTo(Sample.MESSAGE);
        }
    }
}
