package org.messagesgateway.dispatch;

import java.time.Duration;

/**
 * Runs an action each time that nothing has happened for a while. One timer at a time, however often {@link #touch} is
 * called. Confined to one exchange; not thread-safe.
 */
final class SilenceWatch {

    private final Reply reply;
    private final Scheduler scheduler;
    private final Duration limit;
    private final Runnable action;
    private Runnable timer = () -> {};
    private long last;
    private boolean running;

    /** @param action is run exclusively, in the sense of {@code reply} */
    SilenceWatch(Reply reply, Scheduler scheduler, Duration limit, Runnable action) {
        this.reply = reply;
        this.scheduler = scheduler;
        this.limit = limit;
        this.action = action;
    }

    SilenceWatch start() {
        running = true;
        touch();
        arm(limit);
        return this;
    }

    void touch() {
        last = scheduler.nanos();
    }

    void stop() {
        running = false;
        timer.run();
    }

    private void arm(Duration delay) {
        timer = scheduler.after(delay, () -> reply.exclusively(this::check));
    }

    private void check() {
        if (!running) {
            return;
        }
        var left = limit.minusNanos(scheduler.nanos() - last);
        if (left.isZero() || left.isNegative()) {
            touch();
            action.run();
            left = limit;
        }
        if (running) {
            arm(left);
        }
    }
}
