package org.messagesgateway.job;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.config.JobConfig;
import org.messagesgateway.dispatch.Dispatcher;
import org.messagesgateway.dispatch.Scheduler;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;

/**
 * Takes up jobs and brings them to their end, as many at once as the configuration says; renews their leases, and forgets
 * expired ones. A running job holds no thread: the database is talked to on a few, the rest is events. Thread-safe.
 */
final class JobRunner {

    private static final Logger LOG = System.getLogger(JobRunner.class.getName());

    static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final Duration PURGE = Duration.ofSeconds(20);
    private static final int PURGE_BATCH = 500;
    private static final int MOST_AT_ONCE = 32;

    private record Running(Claim claim, CollectedReply reply, Runnable deadline) {}

    private final String node = UUID.randomUUID().toString();
    private final Map<JobId, Running> running = new ConcurrentHashMap<>();
    private final AtomicBoolean taking = new AtomicBoolean();
    private final StoreHandle handle;
    private final GatewayConfig config;
    private final Dispatcher dispatcher;
    private final Scheduler scheduler;
    private final ExecutorService workers;
    private final Consumer<StoredJob> ended;
    private volatile boolean stopped;
    private long renewed;
    private long purged;

    /** @param ended hears of every job that this node has brought to its end */
    JobRunner(
            StoreHandle handle,
            GatewayConfig config,
            Dispatcher dispatcher,
            Scheduler scheduler,
            ExecutorService workers,
            Consumer<StoredJob> ended) {
        this.handle = handle;
        this.config = config;
        this.dispatcher = dispatcher;
        this.scheduler = scheduler;
        this.workers = workers;
        this.ended = ended;
        this.renewed = scheduler.nanos();
        this.purged = scheduler.nanos();
    }

    /** @param open whether there may be jobs from before, or of other nodes */
    void start(boolean open) {
        if (open) {
            work(handle::open);
        }
        tick();
    }

    /** There may be something to take up. */
    void wake() {
        if (taking.compareAndSet(false, true) && !work(this::takeUp)) {
            taking.set(false);
        }
    }

    /** Ends the upstream call of a job, if it runs here. */
    void cancel(JobId id) {
        var job = running.remove(id);
        if (job != null) {
            job.deadline().run();
            job.reply().abandon();
        }
    }

    /** Hands everything back; to be called once, in an orderly stop. */
    void stop() {
        stopped = true;
        running.keySet().forEach(this::cancel);
        handle.opened().ifPresent(store -> {
            try {
                store.release(node);
            } catch (JobStoreException e) {
                LOG.log(Level.WARNING, "running jobs could not be handed back; their leases will run out", e);
            }
        });
    }

    private void tick() {
        if (!stopped) {
            scheduler.after(TICK, this::tick);
            if (handle.opened().isPresent()) {
                work(this::upkeep);
                wake();
            }
        }
    }

    private void upkeep() {
        var store = handle.open();
        long now = scheduler.nanos();
        synchronized (this) {
            if (now - renewed < RENEWAL.toNanos()) {
                return;
            }
            renewed = now;
        }
        var before = Map.copyOf(running);
        var ours = store.renew(node, LEASE);
        before.keySet().stream().filter(id -> !ours.contains(id)).forEach(this::cancel);
        if (now - purged >= PURGE.toNanos()) {
            purged = now;
            while (!stopped && store.purge(PURGE_BATCH) == PURGE_BATCH) {
                // Each batch is a transaction of its own.
            }
        }
    }

    private void takeUp() {
        taking.set(false);
        int free = Math.min(MOST_AT_ONCE, config.jobs().concurrency() - running.size());
        if (free > 0 && !stopped) {
            var claims = handle.open().claim(node, free, LEASE);
            claims.forEach(this::run);
            if (claims.size() == free) {
                wake();
            }
        }
    }

    private void run(Claim claim) {
        var jobs = config.jobs();
        var reply = new CollectedReply(claim.id().value(), result -> work(() -> finish(claim, result)));
        if (claim.attempt() > jobs.maxAttempts()) {
            reply.abandon(new ApiError(
                    ErrorType.API_ERROR,
                    "the job was given up: the node that ran it stopped " + (claim.attempt() - 1) + " times"));
            return;
        }
        var left = jobs.timeout().minus(claim.age());
        var deadline = scheduler.after(
                left.isNegative() ? Duration.ZERO : left,
                () -> reply.abandon(new ApiError(
                        ErrorType.TIMEOUT_ERROR,
                        "the job ran longer than " + jobs.timeout().toSeconds() + " s")));
        running.put(claim.id(), new Running(claim, reply, deadline));
        start(claim, reply, jobs);
    }

    private void start(Claim claim, CollectedReply reply, JobConfig jobs) {
        try {
            var request = JobRequest.of(claim.request());
            var caller = request.caller(config.virtualKeys());
            if (caller.isPresent()) {
                dispatcher.dispatch(request.inbound(), caller.get(), reply, jobs.timeout());
            } else {
                reply.abandon(new ApiError(ErrorType.AUTHENTICATION_ERROR, "the job's virtual key is not active"));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "job " + claim.id() + " could not be started", e);
            reply.abandon(new ApiError(ErrorType.API_ERROR, "the job could not be started"));
        }
    }

    /** Tries again until the store has taken it, or another node has taken the job over. */
    private void finish(Claim claim, JobResult result) {
        try {
            var stored = handle.open().finish(node, claim, result);
            var job = running.remove(claim.id());
            if (job != null) {
                job.deadline().run();
            }
            stored.ifPresent(ended);
            wake();
        } catch (JobStoreException e) {
            if (!stopped) {
                LOG.log(Level.WARNING, "the end of job {0} could not be stored yet", claim.id());
                scheduler.after(TICK, () -> work(() -> finish(claim, result)));
            }
        }
    }

    /** False, if the gateway is stopping. */
    private boolean work(Runnable task) {
        try {
            workers.execute(() -> attempt(task));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (JobStoreException e) {
            LOG.log(Level.WARNING, "{0}; it is tried again", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "work on a job failed", e);
        }
    }
}
