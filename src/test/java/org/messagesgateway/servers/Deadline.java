package org.messagesgateway.servers;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for a process that can only be asked: every tenth of a second, until a deadline. */
final class Deadline {

    private Deadline() {}

    static boolean isMet(Duration within, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + within.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }
}
