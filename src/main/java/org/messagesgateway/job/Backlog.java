package org.messagesgateway.job;

import org.messagesgateway.dispatch.Scheduler;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;

/**
 * Counts who waits, to refuse more than the limit. The store is asked once a second, by one caller, on whom no other has
 * to wait: in between, several nodes may let in a few too many. Thread-safe.
 */
final class Backlog {

    private static final ApiError FULL =
            new ApiError(ErrorType.RATE_LIMIT_ERROR, "too many async jobs are waiting: try again later");

    private static final long FRESH_NANOS = 1_000_000_000L;

    /** Before somebody is refused, it is looked more closely. */
    private static final long FULL_NANOS = 50_000_000L;

    private final int limit;
    private final Scheduler scheduler;
    private long counted;
    private int count;

    Backlog(int limit, Scheduler scheduler) {
        this.limit = limit;
        this.scheduler = scheduler;
        this.counted = scheduler.nanos() - FRESH_NANOS;
    }

    /** @throws ApiException 429, if too many wait */
    void enter(JobStore store) {
        if (takeTurn()) {
            int pending = store.pending();
            synchronized (this) {
                count = pending;
            }
        }
        synchronized (this) {
            if (count >= limit) {
                throw new ApiException(FULL);
            }
            count++;
        }
    }

    /** Whether whoever enters now asks the store, unless somebody else comes first. */
    synchronized boolean isDue() {
        return scheduler.nanos() - counted >= (count < limit ? FRESH_NANOS : FULL_NANOS);
    }

    private synchronized boolean takeTurn() {
        var due = isDue();
        if (due) {
            counted = scheduler.nanos();
        }
        return due;
    }
}
