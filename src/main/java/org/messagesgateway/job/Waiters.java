package org.messagesgateway.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who waits for the end of a job that this node runs. Thread-safe. */
final class Waiters {

    private final Map<JobId, List<Runnable>> byJob = new ConcurrentHashMap<>();

    /** Returns what ends the waiting. */
    Runnable add(JobId id, Runnable waiter) {
        byJob.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(waiter);
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
}
