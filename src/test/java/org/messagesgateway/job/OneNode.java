package org.messagesgateway.job;

import static org.messagesgateway.job.Samples.runnable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.testing.ManualScheduler;

/** One node, in one thread, in a time that passes when the test says so. */
abstract class OneNode {

    static final Duration NODES_LEASE = JobRunner.LEASE;
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Caller ANYBODY = new Caller.Trusted();

    final BreakableStore store = new BreakableStore();
    final ManualScheduler scheduler = new ManualScheduler();
    final StartedJobs started = new StartedJobs();
    final List<JobId> ended = new ArrayList<>();
    final List<JobId> deleted = new ArrayList<>();

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

    final JobRunner runner(int concurrency, Supplier<JobStore> opener) {
        var handle = new StoreHandle(opener, scheduler);
        return new JobRunner(handle, Samples.config(concurrency, 100), started, scheduler, Runnable::run, new Watch());
    }

    final JobRunner running() {
        var runner = runner(2, () -> store);
        runner.start(true);
        scheduler.pass(SECOND);
        return runner;
    }

    final JobId added() {
        return added(runnable(ANYBODY));
    }

    final JobId added(NewJob job) {
        Samples.add(store.behind(), job);
        return job.id();
    }

    final StoredJob found(JobId id) {
        return store.behind().find(id).orElseThrow();
    }
}
