package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.job.Samples.HOUR;
import static org.messagesgateway.job.Samples.LEASE;
import static org.messagesgateway.job.Samples.LOST;
import static org.messagesgateway.job.Samples.runnable;
import static org.messagesgateway.job.Samples.text;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.config.Secret;
import org.messagesgateway.config.VirtualKey;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.testing.ManualScheduler;

/** One node, in one thread, in a time that passes when the test says so. */
class JobRunnerTest {

    private static final Duration NODES_LEASE = JobRunner.LEASE;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Caller ANYBODY = new Caller.Trusted();

    private final BreakableStore store = new BreakableStore();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final StartedJobs started = new StartedJobs();
    private final List<JobId> ended = new ArrayList<>();
    private final List<JobId> deleted = new ArrayList<>();

    private final class Watch implements JobRunner.Watcher {

        @Override
        public void ended(StoredJob job) {
            ended.add(job.info().id());
        }

        @Override
        public void deleted(JobId id) {
            deleted.add(id);
        }
    }

    private JobRunner runner(int concurrency, Supplier<JobStore> opener) {
        var handle = new StoreHandle(opener, scheduler);
        return new JobRunner(handle, Samples.config(concurrency, 100), started, scheduler, Runnable::run, new Watch());
    }

    private JobRunner running() {
        var runner = runner(2, () -> store);
        runner.start(true);
        scheduler.pass(SECOND);
        return runner;
    }

    private JobId added() {
        return added(runnable(ANYBODY));
    }

    private JobId added(NewJob job) {
        store.behind().add(job);
        return job.id();
    }

    private StoredJob found(JobId id) {
        return store.behind().find(id).orElseThrow();
    }

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
    void aStoreThatComesUpAfterTheGatewayIsTakenIntoUse() {
        store.down = true;
        var runner = runner(2, () -> {
            if (store.down) {
                throw new JobStoreException("down", new IOException());
            }
            return store;
        });
        added();
        runner.start(true);
        scheduler.pass(Duration.ofSeconds(20));
        assertThat(started.queue).isEmpty();
        store.down = false;
        scheduler.pass(Duration.ofSeconds(3));
        assertThat(started.queue).hasSize(1);
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
    void anAnswerIsKeptUntilTheStoreTakesIt() throws Exception {
        var id = added();
        running();
        var job = started.next();
        store.down = true;
        job.answer("done");
        scheduler.pass(Duration.ofMinutes(5));
        assertThat(found(id).info().status()).isEqualTo(JobStatus.PROCESSING);
        store.down = false;
        scheduler.pass(Duration.ofSeconds(3));

        assertThat(text(found(id).result().body())).isEqualTo("done");
        assertThat(ended).containsExactly(id);
        assertThat(started.queue).isEmpty();
    }

    /** Its own leases have run out by then: they are renewed before anything is taken up. */
    @Test
    void aStoreThatWasAwayInMidJobLetsNoJobRunTwice() throws Exception {
        var id = added();
        running();
        var job = started.next();
        store.down = true;
        scheduler.pass(Duration.ofMinutes(2));
        expireLeases();
        store.down = false;
        scheduler.pass(Duration.ofSeconds(30));

        assertThat(started.queue).isEmpty();
        job.answer("done");
        assertThat(text(found(id).result().body())).isEqualTo("done");
    }

    /** Whichever of them the store comes back to first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStoreThatWasAwayFromTwoNodesLetsNoJobRunTwice(boolean thisOneFirst) throws Exception {
        var other = new BreakableStore(store);
        added();
        running();
        var job = started.next();
        runner(2, () -> other).start(true);
        scheduler.pass(NODES_LEASE);
        store.down = true;
        other.down = true;
        scheduler.pass(Duration.ofMinutes(2));
        expireLeases();
        (thisOneFirst ? store : other).down = false;
        scheduler.pass(NODES_LEASE.minus(SECOND));
        (thisOneFirst ? other : store).down = false;
        scheduler.pass(Duration.ofMinutes(2));

        assertThat(started.queue).isEmpty();
        assertThat(job.cancelled).isFalse();
        job.answer("done");
        assertThat(text(found(job.id()).result().body())).isEqualTo("done");
    }

    /** It goes on, as it may be the only one; what it brings comes too late. */
    @Test
    void aNodeThatIsCutOffLosesItsJobToTheOthers() throws Exception {
        var other = new BreakableStore(store);
        var id = added();
        running();
        var lost = started.next();
        runner(2, () -> other).start(true);
        scheduler.pass(NODES_LEASE);
        store.down = true;
        expireLeases();
        scheduler.pass(SECOND);
        var taken = started.next();
        assertThat(taken.id()).isEqualTo(id);
        store.down = false;
        scheduler.pass(Duration.ofSeconds(7));

        assertThat(lost.cancelled).isTrue();
        assertThat(taken.cancelled).isFalse();
        taken.answer("done");
        assertThat(text(found(id).result().body())).isEqualTo("done");
    }

    private void expireLeases() {
        store.behind().renew(store.node, claims(), LOST);
    }

    private List<Claim> claims() {
        return store.behind().list("owner", null, 10).stream()
                .map(job -> new Claim(job.id(), "owner", "m", new byte[0], HOUR, 1, Duration.ZERO))
                .toList();
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
