package org.messagesgateway.dispatch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** {@link Scheduler} on one daemon thread; tasks must be short. Thread-safe. */
public final class TimerScheduler implements Scheduler, AutoCloseable {

    private static final Logger LOG = System.getLogger(TimerScheduler.class.getName());

    private final ScheduledThreadPoolExecutor timer;

    public TimerScheduler() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "gateway-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        if (timer.isShutdown()) {
            return () -> {};
        }
        var future = timer.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a timed task failed", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
