package org.messagesgateway.bench;

import java.util.concurrent.locks.LockSupport;

/** Waiting for a time: what a benchmark, unlike a test, is made of. */
final class Pause {

    private Pause() {}

    static void millis(long millis) {
        until(System.nanoTime() + millis * 1_000_000);
    }

    static void until(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
