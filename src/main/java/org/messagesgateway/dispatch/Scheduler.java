package org.messagesgateway.dispatch;

import java.time.Duration;

/** Time, so that tests can make it pass. Thread-safe. */
public interface Scheduler {

    /** Nanoseconds since some fixed moment. */
    long nanos();

    /** Runs {@code task} once after {@code delay}, on some thread, unless the returned action is run before. */
    Runnable after(Duration delay, Runnable task);
}
