package org.messagesgateway.job;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.config.Secret;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.dispatch.Dispatcher;
import org.messagesgateway.dispatch.Reply;
import org.messagesgateway.dispatch.Scheduler;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Inbound;

/**
 * Background jobs: submit, look up, wait for, cancel. A job that was acknowledged is kept through crashes and restarts.
 * Whatever asks the store may fail with {@link JobStoreException}. Thread-safe.
 */
public final class Jobs implements AutoCloseable {

    /** What a caller is told when the store fails. */
    public static final ApiError UNAVAILABLE =
            new ApiError(503, ErrorType.API_ERROR, "the job store is not available: try again later");

    public static final Headers RETRY_LATER = Headers.NONE.with("retry-after", "5");

    private static final Logger LOG = System.getLogger(Jobs.class.getName());
    private static final int WORKERS = 4;
    private static final int ASKERS = 8;
    private static final Duration RECHECK = Duration.ofSeconds(1);

    private final GatewayConfig config;
    private final Scheduler scheduler;
    private final StoreHandle handle;
    private final ResultCache cache;
    private final Waiters waiters = new Waiters();
    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor askers;
    private final JobRunner runner;
    private final Backlog backlog;

    /** @param managed the estate's data source, where the configuration names one */
    public Jobs(GatewayConfig config, Dispatcher dispatcher, Scheduler scheduler, @Nullable DataSource managed) {
        this(
                config,
                dispatcher::dispatch,
                scheduler,
                JobStores.opener(config.jobs().store(), managed));
    }

    Jobs(
            GatewayConfig config,
            JobRunner.Execution execution,
            Scheduler scheduler,
            Function<Executor, JobStore> opener) {
        this.config = config;
        this.scheduler = scheduler;
        this.cache = new ResultCache(config.jobs().cacheMegabytes(), () -> scheduler.nanos() / 1_000_000);
        this.workers = Workers.pool("gateway-jobs", WORKERS);
        this.askers = Workers.pool("gateway-job-askers", ASKERS);
        this.handle = new StoreHandle(() -> opener.apply(askers), scheduler);
        this.runner = new JobRunner(handle, config, execution, scheduler, workers, new Watch());
        this.backlog = new Backlog(config.jobs().queueLimit(), scheduler);
    }

    public void start() {
        runner.start(JobStores.isThere(config.jobs().store()));
    }

    /**
     * Keeps a request as a job, without waiting; when that has ended, the job survives a crash. It fails with an
     * {@link ApiException} if the queue is full, or a caller's own key would be stored unencrypted.
     *
     * @param presented the key that the caller presented, if any
     * @param ttl how long the result is to live; empty for the configured time
     */
    public CompletionStage<JobInfo> submit(
            Inbound inbound, Caller caller, Optional<Secret> presented, Optional<Duration> ttl) {
        var waits = handle.opened().isEmpty() || backlog.isDue();
        return CompletableFuture.supplyAsync(() -> admitted(caller), waits ? this::ask : Runnable::run)
                .thenCompose(store -> add(store, inbound, caller, presented, ttl));
    }

    private JobStore admitted(Caller caller) {
        var store = handle.open();
        if (caller instanceof Caller.Own && !store.isEncrypted()) {
            throw ApiException.invalid("async requests with the caller's own key need an encrypted job store: "
                    + "client.job_store.encryption_keys is not set");
        }
        backlog.enter(store);
        return store;
    }

    private CompletionStage<JobInfo> add(
            JobStore store, Inbound inbound, Caller caller, Optional<Secret> presented, Optional<Duration> ttl) {
        var model = inbound.envelope().model();
        var job = new NewJob(
                JobId.random(),
                Owner.name(caller, presented, store.salt()),
                model,
                JobRequest.of(inbound, caller).toBytes(),
                ttl.orElse(config.jobs().resultTtl()));
        return store.add(job).thenApply(added -> {
            runner.wake();
            return JobInfo.submitted(job.id(), model);
        });
    }

    /** Runs what may have to wait for the store: no thread of a server's is to do that. */
    public void ask(Runnable question) {
        try {
            askers.execute(question);
        } catch (RejectedExecutionException e) {
            // The gateway is stopping: the store is closed to everybody, and whoever waits is to hear that.
            question.run();
        }
    }

    /** What is known of a job's end without asking the store; empty also if it is somebody else's. */
    public Optional<JobView> findEnded(JobId id, Caller caller, Optional<Secret> presented) {
        return handle.opened().flatMap(store -> cache.find(id)
                .filter(job -> job.isVisibleTo(Owner.name(caller, presented, store.salt())))
                .map(job -> new JobView(job.info(), job.result())));
    }

    /** Empty, if there is no such job, it has expired, or it is somebody else's. */
    public Optional<JobView> find(JobId id, Caller caller, Optional<Secret> presented) {
        return visible(id, caller, presented).map(job -> new JobView(job.info(), job.result()));
    }

    private Optional<StoredJob> visible(JobId id, Caller caller, Optional<Secret> presented) {
        var store = handle.open();
        var owner = Owner.name(caller, presented, store.salt());
        return cache.find(id)
                .or(() -> {
                    var found = store.find(id);
                    found.ifPresent(cache::put);
                    return found;
                })
                .filter(job -> job.isVisibleTo(owner));
    }

    /**
     * Holds a look-up until the job ends or the time is over, without a thread; then hands on what there is.
     *
     * @param then is run exclusively, in the sense of {@code reply}
     */
    public void await(
            JobId id,
            Caller caller,
            Optional<Secret> presented,
            Duration wait,
            Reply reply,
            Consumer<Optional<JobView>> then) {
        var look = new LongPoll(scheduler, RECHECK, reply, () -> find(id, caller, presented), then);
        look.start(wait, wakeUp -> waiters.add(id, wakeUp), this::ask);
    }

    /** Ends the upstream call and forgets the job; false, if there is none that the caller may see. */
    public boolean cancel(JobId id, Caller caller, Optional<Secret> presented) {
        var there = visible(id, caller, presented).isPresent() && handle.open().delete(id);
        if (there) {
            cache.remove(id);
            runner.cancel(id);
            waiters.ended(id);
        }
        return there;
    }

    /** The caller's own jobs, newest first; none for a caller without any key. */
    public List<JobInfo> list(Caller caller, Optional<Secret> presented, @Nullable JobId after, int limit) {
        var store = handle.open();
        var owner = Owner.name(caller, presented, store.salt());
        return owner.isEmpty() ? List.of() : store.list(owner, after, limit);
    }

    @Override
    public void close() {
        runner.stop();
        workers.shutdown();
        askers.shutdown();
        try {
            // Not to be interrupted: that would close the embedded database's file under it.
            if (!workers.awaitTermination(5, TimeUnit.SECONDS) || !askers.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "the job store does not answer; jobs are handed back without it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        runner.handBack();
        handle.close();
        waiters.allEnded();
        cache.close();
    }

    private final class Watch implements JobRunner.Watcher {

        @Override
        public void ended(StoredJob job) {
            cache.put(job);
            waiters.ended(job.info().id());
        }

        @Override
        public void deleted(JobId id) {
            cache.remove(id);
            waiters.ended(id);
        }
    }
}
