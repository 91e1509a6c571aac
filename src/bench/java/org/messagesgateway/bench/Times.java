package org.messagesgateway.bench;

import java.util.Arrays;

/** Durations in ns. Thread-safe. */
final class Times {

    private long[] values = new long[1024];
    private int size;

    synchronized void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = nanos;
    }

    synchronized int size() {
        return size;
    }

    /** In ms. */
    synchronized double percentile(double percent) {
        var sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return size == 0 ? Double.NaN : sorted[(int) Math.min(size - 1, size * percent / 100)] / 1e6;
    }
}
