package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.messagesgateway.it.JobSample.poll;
import static org.messagesgateway.it.JobSample.status;
import static org.messagesgateway.it.JobSample.submit;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.messagesgateway.testing.GatewayNode;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** The gateway's own store on a disk that is full, and has room again. */
@Timeout(120)
class FullDiskIT {

    /** Two or three of them are more than any room that the store's file may still have within itself. */
    private static final String LARGE = Sample.request().replace("Hello", "x".repeat(300_000));

    private final ScriptedUpstream upstream = ScriptedUpstream.start(Script.silence());

    @TempDir
    private Path home;

    @BeforeAll
    static void needsALimit() {
        assumeTrue(GatewayNode.canLimitFiles(), "file sizes are limited by prlimit");
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    private GatewayNode gateway() throws IOException {
        return GatewayNode.start(home, JobSample.config(upstream.uri(), "\"async_concurrency\": 4,"));
    }

    private static HttpResponse<String> submitLarge(GatewayNode gateway) throws Exception {
        return gateway.post(LARGE, "x-api-key", "vk-a", "x-bf-async", "true");
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        Envelope.of(answer).is(503, "api_error", "job store is not available");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }

    /** Submits until there is no room; what was acknowledged. */
    private static List<String> fill(GatewayNode gateway) throws Exception {
        var ids = new ArrayList<String>();
        var answer = submitLarge(gateway);
        while (answer.statusCode() == 200 && ids.size() < 50) {
            ids.add(answer.headers().firstValue("x-bf-async-id").orElseThrow());
            answer = submitLarge(gateway);
        }
        assertUnavailable(answer);
        return ids;
    }

    /** Polls as a client does that heeds {@code 503}, which is all that it may have to. */
    private static HttpResponse<String> ended(GatewayNode gateway, String id) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        var answer = poll(gateway, "vk-a", id, 5);
        while (!status(answer).equals("completed") && System.nanoTime() < deadline) {
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
            answer = poll(gateway, "vk-a", id, 5);
        }
        return answer;
    }

    @Test
    void whatDoesNotFitIsRefusedAndWhatWasAcknowledgedIsDoneOnceThereIsRoom() throws Exception {
        var released = new CountDownLatch(1);
        upstream.plays(call -> {
            released.await();
            call.answer(200, "application/json", Sample.MESSAGE);
        });
        try (var gateway = gateway()) {
            var ids = new ArrayList<>(List.of(submit(gateway, "vk-a")));
            upstream.nextCall();
            gateway.limitFiles(Files.size(home.resolve("jobs.mv.db")) + 1_000_000);
            ids.addAll(fill(gateway));
            released.countDown();
            ids.addAll(fill(gateway));
            gateway.endFileLimit();

            for (var id : ids) {
                assertThat(ended(gateway, id).body()).isEqualTo(Sample.MESSAGE);
            }
            assertThat(ended(gateway, submit(gateway, "vk-a")).body()).isEqualTo(Sample.MESSAGE);
            gateway.stop();
            gateway.restart();
            for (var id : ids) {
                assertThat(poll(gateway, "vk-a", id, 0).body()).isEqualTo(Sample.MESSAGE);
            }
        }
    }

    @Test
    void aStoreThatCouldNotEvenBeMadeIsMadeOnceThereIsRoom() throws Exception {
        upstream.plays(Script.json(200, Sample.MESSAGE));
        try (var gateway = gateway()) {
            for (int room = 0; room < 40_000; room += 2_048) {
                gateway.limitFiles(room);
                assertUnavailable(submitLarge(gateway));
            }
            gateway.endFileLimit();
            var answer = submitLarge(gateway);
            for (int i = 0; answer.statusCode() == 503 && i < 1_000; i++) {
                answer = submitLarge(gateway);
            }
            var id = answer.headers().firstValue("x-bf-async-id").orElseThrow();
            assertThat(ended(gateway, id).body()).isEqualTo(Sample.MESSAGE);
        }
    }
}
