package org.messagesgateway.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits for the end of a job that this node runs. Thread-safe. */
final class Waiters {

    private final Map<JobId, List<Runnable>> byJob = new ConcurrentHashMap<>();

    /** Returns what ends the waiting. */
    Runnable add(JobId id, Runnable waiter) {
        byJob.compute(id, (key, waiters) -> {
            var all = waiters == null ? new ArrayList<Runnable>() : waiters;
            all.add(waiter);
            return all;
        });
        return () -> byJob.computeIfPresent(id, (key, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
    }

    void ended(JobId id) {
        var waiters = byJob.remove(id);
        if (waiters != null) {
            waiters.forEach(Runnable::run);
        }
    }

    /** Nothing will come any more. */
    void allEnded() {
        List.copyOf(byJob.keySet()).forEach(this::ended);
    }
}
