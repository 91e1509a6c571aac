package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.job.Samples.message;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultCacheTest {

    private final AtomicLong clock = new AtomicLong(5_000);
    private final ResultCache cache = new ResultCache(1, clock::get);

    @AfterEach
    void close() {
        cache.close();
    }

    private static StoredJob job(JobResult result, Duration left) {
        var status = result == null ? JobStatus.PROCESSING : result.end();
        var time = Instant.ofEpochMilli(1_000);
        var info = new JobInfo(JobId.random(), "claude-x", status, time, null, time, time.plus(left));
        return new StoredJob(info, "owner", result, left);
    }

    @Test
    void aFinishedJobIsThereAsItWas() {
        var job = job(message("done"), Duration.ofSeconds(9));
        cache.put(job);
        clock.addAndGet(4_000);

        var found = cache.find(job.info().id()).orElseThrow();
        assertThat(found.info()).isEqualTo(job.info());
        assertThat(found.owner()).isEqualTo("owner");
        assertThat(found.result().body()).isEqualTo(job.result().body());
        assertThat(found.result().headers()).isEqualTo(job.result().headers());
        assertThat(found.left()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void eachIsGoneTheMomentItExpires() {
        var soon = job(message("a"), Duration.ofMillis(10));
        var later = job(message("b"), Duration.ofMillis(20));
        cache.put(soon);
        cache.put(later);

        clock.addAndGet(10);
        assertThat(cache.find(soon.info().id())).isEmpty();
        assertThat(cache.find(later.info().id())).isPresent();
        clock.addAndGet(10);
        assertThat(cache.find(later.info().id())).isEmpty();
    }

    @Test
    void aJobThatCanStillChangeIsNotTaken() {
        var job = job(null, Duration.ofHours(1));
        cache.put(job);
        assertThat(cache.find(job.info().id())).isEmpty();
    }

    @Test
    void aRemovedOneIsGone() {
        var job = job(message("a"), Duration.ofHours(1));
        cache.put(job);
        cache.remove(job.info().id());
        assertThat(cache.find(job.info().id())).isEmpty();
    }

    @Test
    void itIsBoundedInBytes() {
        var text = "x".repeat(10_000);
        var last = job(message(text), Duration.ofHours(1));
        int there = 0;
        var all = new java.util.ArrayList<JobId>();
        for (int i = 0; i < 300; i++) {
            last = job(message(text), Duration.ofHours(1));
            cache.put(last);
            all.add(last.info().id());
        }
        for (var id : all) {
            there += cache.find(id).isPresent() ? 1 : 0;
        }
        assertThat(there).isBetween(20, 104);
    }

    @Test
    void whatWouldDriveOutManyOthersIsLeftToTheStore() {
        var job = job(message("x".repeat(20_000)), Duration.ofHours(1));
        cache.put(job);
        assertThat(cache.find(job.info().id())).isEmpty();
    }

    @Test
    void afterItsEndItIsEmptyAndStaysSo() {
        var job = job(message("a"), Duration.ofHours(1));
        cache.put(job);
        cache.close();
        cache.put(job);
        assertThat(cache.find(job.info().id())).isEmpty();
    }

    @Test
    void withoutTheMemoryForItEverythingIsLeftToTheStore() {
        try (var huge = new ResultCache(1_000_000, clock::get)) {
            var job = job(message("a"), Duration.ofHours(1));
            huge.put(job);
            assertThat(huge.find(job.info().id())).isEmpty();
        }
    }
}
