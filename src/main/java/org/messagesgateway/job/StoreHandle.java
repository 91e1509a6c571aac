package org.messagesgateway.job;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.dispatch.Scheduler;

/** The store, opened when it is first needed, and again later if that fails. Thread-safe. */
final class StoreHandle implements AutoCloseable {

    private static final Logger LOG = System.getLogger(StoreHandle.class.getName());

    /** Whoever comes this soon after a failure is not kept waiting for another one. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<JobStore> opener;
    private final Scheduler scheduler;
    private volatile @Nullable JobStore store;
    private @Nullable JobStoreException failure;
    private long failed;
    private boolean closed;

    StoreHandle(Supplier<JobStore> opener, Scheduler scheduler) {
        this.opener = opener;
        this.scheduler = scheduler;
    }

    /** @throws JobStoreException if it cannot be opened now */
    JobStore open() {
        var open = store;
        return open == null ? openFirst() : open;
    }

    private synchronized JobStore openFirst() {
        if (closed) {
            throw new JobStoreException("the gateway is stopping", new IllegalStateException("closed"));
        }
        var open = store;
        if (open != null) {
            return open;
        }
        if (failure != null && scheduler.nanos() - failed < PAUSE.toNanos()) {
            throw new JobStoreException(failure.getMessage(), failure);
        }
        try {
            open = opener.get();
            store = open;
            return open;
        } catch (JobStoreException e) {
            if (failure == null) {
                LOG.log(Level.ERROR, "the job store cannot be opened; it is tried again", e);
            }
            failure = e;
            failed = scheduler.nanos();
            throw e;
        }
    }

    /** Never waits. */
    Optional<JobStore> opened() {
        return Optional.ofNullable(store);
    }

    @Override
    public synchronized void close() {
        closed = true;
        var open = store;
        store = null;
        if (open != null) {
            try {
                open.close();
            } catch (JobStoreException e) {
                LOG.log(Level.WARNING, e.getMessage(), e);
            }
        }
    }
}
