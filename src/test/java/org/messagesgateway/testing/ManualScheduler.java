package org.messagesgateway.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.messagesgateway.dispatch.Scheduler;

/** Time that passes when a test says so; what is due runs in the test's own thread. */
public final class ManualScheduler implements Scheduler {

    private record Task(long due, Runnable action) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now = 1_000_000_000L;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Runnable after(Duration delay, Runnable action) {
        var task = new Task(now + delay.toNanos(), action);
        tasks.add(task);
        return () -> cancel(task);
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    /** Lets time pass, task by task. */
    public void pass(Duration time) {
        long until = nanos() + time.toNanos();
        for (var task = next(until); task != null; task = next(until)) {
            task.action().run();
        }
    }

    private synchronized Task next(long until) {
        var next = tasks.stream().min(Comparator.comparingLong(Task::due)).orElse(null);
        if (next == null || next.due() > until) {
            now = until;
            return null;
        }
        now = Math.max(now, next.due());
        tasks.remove(next);
        return next;
    }

    /** Tasks that are still to come. */
    public synchronized int waiting() {
        return tasks.size();
    }
}
