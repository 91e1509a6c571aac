package org.messagesgateway.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes only when a test says so. */
final class ManualScheduler implements Scheduler {

    private record Timer(long due, Runnable task) {}

    private final List<Timer> timers = new ArrayList<>();
    private long now;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        var timer = new Timer(now + delay.toNanos(), task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    void pass(long seconds) {
        long end = now + Duration.ofSeconds(seconds).toNanos();
        var due = timers.stream().min(Comparator.comparingLong(Timer::due));
        while (due.isPresent() && due.get().due() <= end) {
            timers.remove(due.get());
            now = due.get().due();
            due.get().task().run();
            due = timers.stream().min(Comparator.comparingLong(Timer::due));
        }
        now = end;
    }

    int pending() {
        return timers.size();
    }
}
