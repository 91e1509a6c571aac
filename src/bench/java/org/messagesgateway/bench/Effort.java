package org.messagesgateway.bench;

import java.io.IOException;

/**
 * How much is measured.
 *
 * @param warmUpSeconds at most: a JVM is warm when its compilers have little left to do
 * @param rounds on each server, in turn
 * @param seconds of a round
 */
record Effort(int warmUpSeconds, int rounds, int seconds) {

    static final Effort WHOLE = new Effort(120, 5, 2);
    static final Effort SHORT = new Effort(30, 5, 2);

    /** The compilers' part of all CPU time. */
    private static final double LITTLE = 0.04;

    void warmUp(Load load, Way way, byte[] body) throws IOException, InterruptedException {
        long end = System.nanoTime() + warmUpSeconds * 1_000_000_000L;
        double part = 1;
        while (part > LITTLE && System.nanoTime() < end) {
            long all = way.server().cpuMicros();
            long compilers = way.server().compilerMicros();
            load.run(way, body, 2 * seconds);
            part = (double) (way.server().compilerMicros() - compilers) / (way.server().cpuMicros() - all);
        }
    }
}
