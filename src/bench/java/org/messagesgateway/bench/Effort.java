package org.messagesgateway.bench;

import java.io.IOException;

/**
 * How much is measured.
 *
 * @param warmUp requests or events, in thousands, that go before: without them it is compilers that are measured
 * @param rounds on each server, in turn
 * @param seconds of a round
 */
record Effort(int warmUp, int rounds, int seconds) {

    static final Effort WHOLE = new Effort(150, 5, 4);
    static final Effort SHORT = new Effort(40, 5, 2);

    /** A machine that is too busy is not waited for any longer. */
    private static final int MOST_WARM_UP_SECONDS = 45;

    void warmUp(Load load, Way way, byte[] body) throws IOException, InterruptedException {
        long start = System.nanoTime();
        double done = 0;
        while (done < warmUp * 1000.0 && (System.nanoTime() - start) / 1e9 < MOST_WARM_UP_SECONDS) {
            done += load.run(way, body, seconds).perSecond() * seconds;
        }
    }
}
