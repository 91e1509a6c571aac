package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.messagesgateway.job.Samples.inbound;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.messagesgateway.config.Secret;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.provider.Credential;
import org.messagesgateway.testing.ManualScheduler;

/** All of the package together, with its own threads, on a store that can be taken down. */
class JobsTest {

    private static final Caller ANYBODY = new Caller.Trusted();
    private static final Caller OWN = new Caller.Own(new Credential.CallerKey("x-api-key", new Secret("a")));
    private static final Optional<Secret> A = Optional.of(new Secret("a"));
    private static final Optional<Secret> B = Optional.of(new Secret("b"));

    private final BreakableStore store = new BreakableStore();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final StartedJobs started = new StartedJobs();
    private Jobs jobs = jobs(10, store);

    private Jobs jobs(int queueLimit, JobStore store) {
        return new Jobs(Samples.config(1, queueLimit), started, scheduler, threads -> store);
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    private JobId submit(Optional<Secret> presented) {
        return submit(ANYBODY, presented, Optional.empty());
    }

    private JobId submit(Caller caller, Optional<Secret> presented, Optional<Duration> ttl) {
        return Samples.ended(jobs.submit(inbound(), caller, presented, ttl)).id();
    }

    private Optional<JobView> find(JobId id, Optional<Secret> presented) {
        return jobs.find(id, ANYBODY, presented);
    }

    /** What a waiting caller is answered with, at most 20 seconds later. */
    private CompletableFuture<Optional<JobView>> await(JobId id, RecordingReply reply) {
        var answer = new CompletableFuture<Optional<JobView>>();
        jobs.await(id, ANYBODY, A, Duration.ofSeconds(60), reply, answer::complete);
        return answer.orTimeout(20, TimeUnit.SECONDS);
    }

    @Test
    void aJobIsRunAndWhoeverWaitsHearsOfItsEnd() throws Exception {
        var id = submit(A);
        var answer = await(id, new RecordingReply());
        var job = started.next();
        assertThat(find(id, A).orElseThrow().info().status()).isEqualTo(JobStatus.PROCESSING);
        job.answer("done");

        assertThat(Samples.text(answer.get().orElseThrow().result().body())).isEqualTo("done");
    }

    @Test
    void aFinishedJobIsFoundWithoutTheStore() throws Exception {
        var id = submit(A);
        var answer = await(id, new RecordingReply());
        started.next().answer("done");
        answer.get();
        int finds = store.finds.get();

        for (int i = 0; i < 10; i++) {
            assertThat(find(id, A).orElseThrow().result()).isNotNull();
        }
        assertThat(store.finds).hasValue(finds);
    }

    @Test
    void aJobIsItsOwnersAlone() {
        var id = submit(A);
        assertThat(find(id, A)).isPresent();
        assertThat(find(id, B)).isEmpty();
        assertThat(find(id, Optional.empty())).isEmpty();
        assertThat(jobs.cancel(id, ANYBODY, B)).isFalse();
        assertThat(jobs.list(ANYBODY, B, null, 10)).isEmpty();
        assertThat(jobs.list(ANYBODY, A, null, 10)).extracting(JobInfo::id).containsExactly(id);
    }

    @Test
    void theJobOfACallerWithoutAKeyIsWhoseverKnowsItsId() {
        var id = submit(Optional.empty());
        assertThat(find(id, B)).isPresent();
        assertThat(jobs.list(ANYBODY, Optional.empty(), null, 10)).isEmpty();
    }

    @Test
    void aFinishedJobIsItsOwnersAloneAlsoInTheCache() throws Exception {
        var id = submit(A);
        var answer = await(id, new RecordingReply());
        started.next().answer("done");
        answer.get();
        assertThat(find(id, B)).isEmpty();
        assertThat(find(id, A)).isPresent();
    }

    @Test
    void aCancelledJobIsGoneAndItsCallEnded() throws Exception {
        var id = submit(A);
        var answer = await(id, new RecordingReply());
        var job = started.next();

        assertThat(jobs.cancel(id, ANYBODY, A)).isTrue();
        assertThat(job.cancelled).isTrue();
        assertThat(answer.get()).isEmpty();
        assertThat(find(id, A)).isEmpty();
        assertThat(jobs.cancel(id, ANYBODY, A)).isFalse();
    }

    @Test
    void aFinishedJobThatAnotherNodeDeletedIsSoonGoneHereToo() throws Exception {
        jobs.start();
        var id = submit(A);
        var answer = await(id, new RecordingReply());
        started.next().answer("done");
        answer.get();
        store.behind().delete(id);
        store.looksForDeletions.drainPermits();
        lookForDeletions();
        lookForDeletions(); // By now, what the first has found is gone.

        assertThat(find(id, A)).isEmpty();
    }

    private void lookForDeletions() throws InterruptedException {
        scheduler.pass(Duration.ofSeconds(6));
        assertThat(store.looksForDeletions.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nothingIsAcknowledgedThatIsNotStored() {
        submit(A);
        store.down = true;
        assertThatThrownBy(() -> submit(A)).isInstanceOf(JobStoreException.class);
        assertThatThrownBy(() -> find(JobId.random(), A)).isInstanceOf(JobStoreException.class);
        store.down = false;
        assertThat(find(submit(A), A)).isPresent();
        assertThat(jobs.list(ANYBODY, A, null, 10)).hasSize(2);
    }

    /** The caller is told to submit again; the job may be there, and is run, as nobody can tell. */
    @Test
    void aDatabaseThatFailsBetweenSubmitAndCommitAcknowledgesNothing() throws Exception {
        submit(A);
        var running = started.next();
        store.deaf = true;
        assertThatThrownBy(() -> submit(A)).isInstanceOf(JobStoreException.class);
        store.deaf = false;
        submit(A);

        running.answer("done");
        var next = started.next();
        next.answer("done");
        assertThat(List.of(running.id(), next.id(), started.next().id()))
                .containsExactlyInAnyOrderElementsOf(jobs.list(ANYBODY, A, null, 10).stream()
                        .map(JobInfo::id)
                        .toList());
    }

    /** Its callers are threads of a server's. */
    @Test
    void nobodyWaitsWhereTheStoreTakesItsTime() throws Exception {
        var opened = new CountDownLatch(1);
        jobs.close();
        jobs = new Jobs(Samples.config(1, 10), started, scheduler, threads -> {
            awaitOpening(opened);
            return store;
        });
        var submitted = jobs.submit(inbound(), ANYBODY, A, Optional.empty());
        var answer = await(JobId.random(), new RecordingReply());
        assertThat(jobs.findEnded(JobId.random(), ANYBODY, A)).isEmpty();
        assertThat(submitted.toCompletableFuture()).isNotDone();
        assertThat(answer).isNotDone();

        opened.countDown();
        assertThat(find(Samples.ended(submitted).id(), A)).isPresent();
        assertThat(answer.get()).isEmpty();
    }

    private static void awaitOpening(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void moreThanTheQueueHoldsAreRefused() throws Exception {
        jobs.close();
        jobs = jobs(2, store);
        submit(A);
        var running = started.next();
        scheduler.pass(Duration.ofSeconds(2));
        submit(A);
        submit(A);
        assertThatThrownBy(() -> submit(A))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error().status()).isEqualTo(429));
        running.answer("done");
        started.next();
        scheduler.pass(Duration.ofMillis(50));
        submit(A);
    }

    @Test
    void aCallersOwnKeyIsStoredOnlyEncrypted() throws Exception {
        assertThatThrownBy(() -> submit(OWN, A, Optional.empty()))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("encryption_keys is not set");
        jobs.close();
        jobs = jobs(10, new BreakableStore(new AesSealer(List.of(new byte[32]))));
        var id = submit(OWN, A, Optional.empty());
        assertThat(started.next().caller).isEqualTo(OWN);
        assertThat(jobs.find(id, OWN, A)).isPresent();
        assertThat(jobs.find(id, OWN, B)).isEmpty();
    }

    @Test
    void theResultLivesAsLongAsItsCallerSays() throws Exception {
        var brief = submit(ANYBODY, A, Optional.of(Duration.ofMinutes(7)));
        var answer = await(brief, new RecordingReply());
        started.next().answer("done");

        var info = answer.get().orElseThrow().info();
        assertThat(Duration.between(info.endedAt(), info.expiresAt())).isEqualTo(Duration.ofMinutes(7));
        scheduler.pass(Duration.ofMinutes(7));
        assertThat(store.behind().find(brief))
                .as("the store's clock is another")
                .isPresent();
    }

    @Test
    void aStopHandsJobsBackAndLetsNobodyWait() throws Exception {
        var id = submit(A);
        var reply = new RecordingReply();
        await(id, reply);
        var job = started.next();
        var observer = store.behind();
        var kept = observer.find(id);
        jobs.close();

        assertThat(kept).isPresent();
        assertThat(job.cancelled).isTrue();
        assertThat(reply.answers).containsExactly("503 retry-after 5");
        assertThat(observer.find(id).orElseThrow().info().status()).isEqualTo(JobStatus.PENDING);
        assertThatThrownBy(() -> submit(A)).isInstanceOf(JobStoreException.class);
    }
}
