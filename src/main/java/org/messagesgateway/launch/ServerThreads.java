package org.messagesgateway.launch;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * As few threads as keep the processors busy: what they do does not wait, and to put threads to sleep and wake them is much
 * of what a short call costs. Where they wait all the same, as for clients that do not take their answers, and one task has
 * stood at the head of the queue for some milliseconds, there are twice as many, and fewer again later. Thread-safe.
 */
final class ServerThreads extends ThreadPoolExecutor {

    private static final int MOST = 200;
    private static final long PATIENCE_MILLIS = 10;
    private static final int CALM_LOOKS = 1000;

    private final int few;
    private @Nullable Runnable head;
    private int calm;

    ServerThreads(int few) {
        super(few, few, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons());
        this.few = few;
    }

    /** To be called once. */
    void watch() {
        var watch = new Thread(this::lookUntilTheEnd, "gateway-server-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static ThreadFactory daemons() {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, "gateway-server-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private void lookUntilTheEnd() {
        try {
            while (!awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To be called from time to time, by one thread. */
    void look() {
        var next = getQueue().peek();
        if (next != null && next == head) {
            int more = Math.min(MOST, 2 * getCorePoolSize());
            setMaximumPoolSize(more);
            setCorePoolSize(more);
            calm = 0;
        } else if (++calm >= CALM_LOOKS && getCorePoolSize() > few) {
            int fewer = Math.max(few, getCorePoolSize() / 2);
            setCorePoolSize(fewer);
            setMaximumPoolSize(fewer);
            calm = 0;
        }
        head = next;
    }
}
