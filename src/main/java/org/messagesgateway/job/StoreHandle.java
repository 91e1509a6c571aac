package org.messagesgateway.job;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The store, opened when it is first needed, and again later if that fails. Thread-safe. */
final class StoreHandle implements AutoCloseable {

    private static final Logger LOG = System.getLogger(StoreHandle.class.getName());

    private final Supplier<JobStore> opener;
    private @Nullable JobStore store;
    private boolean closed;
    private boolean failed;

    StoreHandle(Supplier<JobStore> opener) {
        this.opener = opener;
    }

    /** @throws JobStoreException if it cannot be opened now */
    synchronized JobStore open() {
        if (closed) {
            throw new JobStoreException("the gateway is stopping", new IllegalStateException("closed"));
        }
        if (store == null) {
            try {
                store = opener.get();
                failed = false;
            } catch (JobStoreException e) {
                if (!failed) {
                    LOG.log(Level.ERROR, "the job store cannot be opened; it is tried again", e);
                    failed = true;
                }
                throw e;
            }
        }
        return store;
    }

    synchronized Optional<JobStore> opened() {
        return Optional.ofNullable(store);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (store != null) {
            store.close();
            store = null;
        }
    }
}
