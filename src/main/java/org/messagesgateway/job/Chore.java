package org.messagesgateway.job;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Work that never runs twice at a time: asked for while it runs, it runs once more. Thread-safe. */
final class Chore {

    private final AtomicInteger asked = new AtomicInteger();
    private final Predicate<Runnable> workers;
    private final Runnable task;

    /** @param workers where it runs; false, if they take nothing any more */
    Chore(Predicate<Runnable> workers, Runnable task) {
        this.workers = workers;
        this.task = task;
    }

    void ask() {
        if (asked.getAndIncrement() == 0) {
            submit();
        }
    }

    private void submit() {
        if (!workers.test(this::run)) {
            asked.set(0);
        }
    }

    private void run() {
        int seen = asked.get();
        try {
            task.run();
        } finally {
            if (!asked.compareAndSet(seen, 0)) {
                submit();
            }
        }
    }
}
