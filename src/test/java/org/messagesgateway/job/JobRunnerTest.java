package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.job.Samples.HOUR;
import static org.messagesgateway.job.Samples.LEASE;
import static org.messagesgateway.job.Samples.LOST;
import static org.messagesgateway.job.Samples.runnable;
import static org.messagesgateway.job.Samples.text;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.messagesgateway.config.Secret;
import org.messagesgateway.config.VirtualKey;
import org.messagesgateway.dispatch.Caller;

/** How a node brings jobs to their end. */
class JobRunnerTest extends OneNode {

    private void assertFailed(JobId id, int status, String message) {
        assertThat(found(id).info().status()).isEqualTo(JobStatus.FAILED);
        assertThat(found(id).result().status()).isEqualTo(status);
        assertThat(text(found(id).result().body())).contains(message, "\"request_id\":\"" + id + "\"");
        assertThat(found(id).result().headers()).containsEntry("request-id", id.value());
    }

    @Test
    void runsWhatWasAddedAndKeepsItsAnswer() throws Exception {
        var runner = running();
        var id = added();
        runner.wake();
        var job = started.next();
        assertThat(job.id()).isEqualTo(id);
        assertThat(job.inbound.body()).isEqualTo(Samples.inbound().body());
        assertThat(job.caller).isEqualTo(ANYBODY);
        job.answer("done");

        var result = found(id).result();
        assertThat(text(result.body())).isEqualTo("done");
        assertThat(result.headers()).containsEntry("x-a", "b").containsEntry("request-id", id.value());
        assertThat(ended).containsExactly(id);
        assertThat(scheduler.waiting()).as("the tick, but no deadline any more").isEqualTo(1);
    }

    @Test
    void runsAsManyAtOnceAsItMayAndTheRestWaitInTheStore() throws Exception {
        var runner = running();
        for (int i = 0; i < 5; i++) {
            added();
        }
        runner.wake();
        runner.wake();
        assertThat(started.queue).hasSize(2);
        assertThat(store.pending()).isEqualTo(3);

        started.next().answer("done");
        assertThat(started.queue).hasSize(2);
        assertThat(store.pending()).isEqualTo(2);
    }

    @Test
    void takesUpTheJobsOfBefore() {
        added();
        running();
        assertThat(started.queue).hasSize(1);
    }

    @Test
    void opensNoStoreBeforeItIsNeeded() {
        var opened = new ArrayList<JobStore>();
        runner(2, () -> {
                    opened.add(store);
                    return store;
                })
                .start(false);
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(opened).isEmpty();
    }

    @Test
    void renewsTheLeasesOfWhatRuns() {
        var id = added();
        running();
        scheduler.pass(Duration.ofSeconds(12));
        assertThat(store.renewals).hasSizeGreaterThanOrEqualTo(2);
        assertThat(store.renewals.get(store.renewals.size() - 1)).containsExactly(id);
    }

    @Test
    void endsTheUpstreamCallOfAJobThatWasDeletedElsewhere() throws Exception {
        var id = added();
        running();
        var job = started.next();
        store.behind().delete(id);
        scheduler.pass(Duration.ofSeconds(7));

        assertThat(job.cancelled).isTrue();
        assertThat(deleted).contains(id);
        job.answer("late");
        assertThat(ended).isEmpty();
        assertThat(scheduler.waiting()).isEqualTo(1);
    }

    @Test
    void endsAJobThatItHasLost() throws Exception {
        var id = added();
        running();
        var job = started.next();
        store.behind().release(store.node);
        store.behind().claim("another", 1, LEASE);
        scheduler.pass(Duration.ofSeconds(7));

        assertThat(job.cancelled).isTrue();
        job.answer("late");
        assertThat(found(id).info().status()).isEqualTo(JobStatus.PROCESSING);
    }

    @Test
    void takesUpAJobWhoseNodeIsGone() throws Exception {
        var id = added();
        store.behind().claim("gone", 1, LOST);
        running();
        scheduler.pass(NODES_LEASE);
        started.next().answer("done");
        assertThat(text(found(id).result().body())).isEqualTo("done");
    }

    @Test
    void givesAJobUpWhoseNodesHaveGoneTooOften() {
        var id = added();
        store.behind().claim("gone", 1, LOST);
        store.behind().claim("gone too", 1, LOST);
        running();
        scheduler.pass(NODES_LEASE);

        assertThat(started.queue).isEmpty();
        assertFailed(id, 500, "2 times the gateway that ran it stopped");
        assertThat(scheduler.waiting()).isEqualTo(1);
    }

    @Test
    void aJobHasADeadline() throws Exception {
        var id = added();
        running();
        var job = started.next();
        scheduler.pass(Duration.ofMinutes(10));

        assertThat(job.cancelled).isTrue();
        assertFailed(id, 504, "ran longer than 600 s");
        job.answer("late");
        assertFailed(id, 504, "ran longer than 600 s");
        assertThat(ended).containsExactly(id);
    }

    @Test
    void aJobThatCannotBeReadFails() {
        var id = added(new NewJob(JobId.random(), "owner", "m", new byte[0], HOUR));
        var other = added(new NewJob(JobId.random(), "owner", "m", new byte[] {1, 2, 3}, HOUR));
        running();

        assertFailed(id, 500, "cannot be read by this gateway");
        assertFailed(other, 500, "cannot be read by this gateway");
    }

    @Test
    void aJobRunsWithItsVirtualKeyOnlyWhileThatIsGood() throws Exception {
        var good = added(runnable(new Caller.Holder(Samples.KEY)));
        running();
        var job = started.next();
        assertThat(job.id()).isEqualTo(good);
        assertThat(job.caller).isEqualTo(new Caller.Holder(Samples.KEY));
        job.answer("done");
        var gone = new VirtualKey("gone", "Gone", new Secret("x"), true, java.util.Map.of());
        var id = added(runnable(new Caller.Holder(gone)));
        scheduler.pass(Duration.ofSeconds(2));

        assertFailed(id, 401, "virtual key is not active any more");
    }

    @Test
    void aStopHandsEverythingBack() throws Exception {
        var id = added();
        var runner = running();
        var job = started.next();
        runner.stop();
        runner.handBack();

        assertThat(job.cancelled).isTrue();
        assertThat(found(id).info().status()).isEqualTo(JobStatus.PENDING);
        assertThat(store.behind().claim("next", 1, LEASE))
                .extracting(Claim::attempt)
                .containsExactly(1);
        added();
        scheduler.pass(Duration.ofMinutes(1));
        runner.wake();
        assertThat(started.queue).isEmpty();
    }

    @Test
    void cancellingEndsTheUpstreamCallAndFreesThePlace() throws Exception {
        var runner = running();
        var id = added();
        added();
        added();
        runner.wake();
        var job = started.next();
        assertThat(job.id()).isEqualTo(id);
        store.behind().delete(id);
        runner.cancel(id);
        runner.wake();

        assertThat(job.cancelled).isTrue();
        assertThat(started.queue).hasSize(2);
    }

    @Test
    void forgetsExpiredJobsInTime() {
        var id = added(Samples.job("owner", Duration.ZERO));
        var claim = store.behind().claim("a", 1, LEASE).get(0);
        store.behind().finish("a", claim, Samples.message("done"));
        running();
        scheduler.pass(Duration.ofMinutes(1));

        assertThat(store.behind().purge(10)).isZero();
        assertThat(store.behind().find(id)).isEmpty();
    }
}
