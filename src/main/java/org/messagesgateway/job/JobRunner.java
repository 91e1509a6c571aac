package org.messagesgateway.job;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.dispatch.Reply;
import org.messagesgateway.dispatch.Scheduler;
import org.messagesgateway.messages.Inbound;

/**
 * Takes up jobs and brings them to their end, as many at once as the configuration says; renews their leases, and forgets
 * expired ones. A running job holds no thread: the database is talked to on a few, the rest is events. Thread-safe.
 */
final class JobRunner {

    private static final Logger LOG = System.getLogger(JobRunner.class.getName());

    static final Duration LEASE = Duration.ofSeconds(30);

    /** After one as long, some node's lease may have run out, whenever it was renewed last. */
    private static final Duration SILENCE = LEASE.dividedBy(2);

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final Duration PURGE = Duration.ofSeconds(20);
    private static final int PURGE_BATCH = 500;
    private static final int MOST_AT_ONCE = 32;

    /** How a job is carried out: as any request is, within its time. */
    interface Execution {
        void start(Inbound inbound, Caller caller, Reply reply, Duration timeout);
    }

    /** Hears of what is not as it was. */
    interface Watcher {

        /** This node has brought the job to its end. */
        void ended(StoredJob job);

        /** Some node has forgotten it, at its owner's wish. */
        void deleted(JobId id);
    }

    private record Running(Claim claim, CollectedReply reply, Runnable deadline) {}

    private final String node = UUID.randomUUID().toString();
    private final Map<JobId, Running> running = new ConcurrentHashMap<>();
    private final Chore taking = new Chore(this::work, this::takeUp);
    private final Chore keeping = new Chore(this::work, this::keep);
    private final Chore purging = new Chore(this::work, this::purge);
    private final StoreHandle handle;
    private final GatewayConfig config;
    private final Execution execution;
    private final Scheduler scheduler;
    private final Executor workers;
    private final Watcher watcher;
    private volatile boolean eager;
    private volatile boolean down;
    private volatile boolean stopped;
    private long kept;
    private long patientUntil;
    private long purged;

    JobRunner(
            StoreHandle handle,
            GatewayConfig config,
            Execution execution,
            Scheduler scheduler,
            Executor workers,
            Watcher watcher) {
        this.handle = handle;
        this.config = config;
        this.execution = execution;
        this.scheduler = scheduler;
        this.workers = workers;
        this.watcher = watcher;
        this.kept = scheduler.nanos() - LEASE.toNanos();
        this.purged = scheduler.nanos();
    }

    /** @param eager whether there may be jobs from before, or of other nodes: else the store is opened when needed */
    void start(boolean eager) {
        this.eager = eager;
        tick();
    }

    /** There may be something to take up. */
    void wake() {
        taking.ask();
    }

    /** Ends the upstream call of a job, if it runs here. */
    void cancel(JobId id) {
        var job = running.get(id);
        if (job != null) {
            end(job.claim());
        }
    }

    /** Ends all upstream calls and takes up nothing more; {@link #handBack} is to follow. */
    void stop() {
        stopped = true;
        running.values().forEach(job -> end(job.claim()));
    }

    /** Hands back what has not come to its end; once nothing is at work any more. */
    void handBack() {
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
            if (eager || handle.opened().isPresent()) {
                keeping.ask();
                purging.ask();
                taking.ask();
            }
        }
    }

    /**
     * Renews the leases of what runs here, ends what is not this node's any more, and hears of deletions elsewhere. When the
     * store was silent for long, other nodes' leases may have run out as well: they get the time to renew them.
     */
    private synchronized void keep() {
        var store = handle.open();
        long now = scheduler.nanos();
        var past = Duration.ofNanos(now - kept);
        if (past.compareTo(RENEWAL) < 0) {
            return;
        }
        var claims = running.values().stream().map(Running::claim).toList();
        var ours = store.renew(node, claims, LEASE);
        claims.stream().filter(claim -> !ours.contains(claim.id())).forEach(this::end);
        store.deleted(past.plus(LEASE)).forEach(watcher::deleted);
        if (past.compareTo(SILENCE) > 0) {
            patientUntil = now + LEASE.toNanos();
        }
        kept = now;
        down = false;
    }

    private synchronized boolean isPatient() {
        return scheduler.nanos() - patientUntil < 0;
    }

    /** One line for each time that the store goes down, however much then fails. */
    private void failed(JobStoreException cause) {
        LOG.log(down ? Level.DEBUG : Level.WARNING, "{0}; all is tried again until it succeeds", cause.getMessage());
        down = true;
    }

    private void purge() {
        long now = scheduler.nanos();
        if (now - purged >= PURGE.toNanos()) {
            purged = now;
            var store = handle.open();
            while (!stopped && store.purge(PURGE_BATCH) == PURGE_BATCH) {
                // Each statement is a transaction of its own.
            }
        }
    }

    private void takeUp() {
        int free = Math.min(MOST_AT_ONCE, config.jobs().concurrency() - running.size());
        if (free > 0 && !stopped) {
            // Before anything else, or the node might take its own jobs away from itself after a pause.
            keep();
            var store = handle.open();
            var claims = isPatient() ? store.claimWaiting(node, free, LEASE) : store.claim(node, free, LEASE);
            claims.forEach(this::run);
            if (claims.size() == free) {
                wake();
            }
        }
    }

    /** Exclusively, so that neither the deadline nor the end comes before the job stands in the list. */
    private void run(Claim claim) {
        var reply = new CollectedReply(claim.id().value(), result -> work(() -> finish(claim, result)));
        reply.exclusively(() -> {
            var left = config.jobs().timeout().minus(claim.age());
            var deadline = scheduler.after(
                    left.isNegative() ? Duration.ZERO : left, () -> reply.abandon(JobFailures.late(config.jobs())));
            running.put(claim.id(), new Running(claim, reply, deadline));
            if (claim.attempt() > config.jobs().maxAttempts()) {
                reply.abandon(JobFailures.givenUp(claim));
            } else if (!stopped) {
                start(claim, reply);
            }
        });
    }

    private void start(Claim claim, CollectedReply reply) {
        try {
            var request = JobRequest.of(claim.request());
            var caller = request.caller(config.virtualKeys());
            if (caller.isPresent()) {
                execution.start(
                        request.inbound(), caller.get(), reply, config.jobs().timeout());
            } else {
                reply.abandon(JobFailures.NO_CALLER);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "job " + claim.id() + " could not be started", e);
            reply.abandon(JobFailures.NOT_STARTED);
        }
    }

    /** Tries again until the store has taken it, or another node has taken the job over. */
    private void finish(Claim claim, JobResult result) {
        try {
            var stored = handle.open().finish(node, claim, result);
            end(claim);
            stored.ifPresent(watcher::ended);
            wake();
        } catch (JobStoreException e) {
            failed(e);
            scheduler.after(TICK, () -> work(() -> finish(claim, result)));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "the end of job " + claim.id() + " cannot be stored", e);
            end(claim);
        }
    }

    /** Of this run of the job, and not of a later one. */
    private void end(Claim claim) {
        var job = running.get(claim.id());
        if (job != null && job.claim() == claim && running.remove(claim.id(), job)) {
            job.deadline().run();
            job.reply().abandon();
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

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (JobStoreException e) {
            failed(e);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "work on a job failed", e);
        }
    }
}
