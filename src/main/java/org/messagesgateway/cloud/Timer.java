package org.messagesgateway.cloud;

import java.time.Duration;

/** Time, so that tests can make it pass. Thread-safe. */
@FunctionalInterface
public interface Timer {

    /** Runs {@code task} once after {@code delay}, on some thread, unless the returned action is run before. */
    Runnable after(Duration delay, Runnable task);
}
