package org.messagesgateway.cloud;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Threads for libraries that wait: one a fetch, gone when idle. As an identity has one fetch at a time, one that hangs
 * takes one thread and delays no other's. Thread-safe.
 */
final class Workers implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), Workers::thread);

    /** The libraries find their parts by the loader of the thread, and not every server's threads have ours. */
    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "gateway-credentials");
        thread.setDaemon(true);
        thread.setContextClassLoader(Workers.class.getClassLoader());
        return thread;
    }

    /** Runs something that may wait; not at all once this is closed. */
    void run(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            // The gateway is stopping.
        }
    }

    /** A source that may wait. */
    <T> TokenSource<T> source(Callable<Lease<T>> fetch) {
        return (got, failed) -> {
            try {
                threads.execute(() -> fetch(fetch, got, failed));
            } catch (RejectedExecutionException e) {
                failed.accept(new CloudException("stopping", "the gateway is stopping"));
            }
        };
    }

    private static <T> void fetch(Callable<Lease<T>> fetch, Consumer<Lease<T>> got, Consumer<Throwable> failed) {
        Lease<T> lease;
        try {
            lease = fetch.call();
        } catch (Exception | LinkageError e) {
            failed.accept(e);
            return;
        }
        got.accept(lease);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
