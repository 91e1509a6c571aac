package org.messagesgateway.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How a store's changes are made. Thread-safe. */
interface Changes {

    /**
     * Never waits. When it has ended, the change survives the loss of power. Each of its statements is done or not by itself;
     * the work may be begun anew, when nothing of it was done.
     */
    <T> CompletableFuture<T> begin(Database.Work<T> work);

    /** As {@link #begin}, and waits for its end. */
    default <T> T make(Database.Work<T> work) {
        try {
            return begin(work).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
