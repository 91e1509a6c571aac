package org.messagesgateway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Ten thousand streams open at once, an event a second each for a minute, in 768 MB. */
final class Crowd {

    private static final int STREAMS = 10_000;
    private static final int EVENTS = 60;
    private static final int MOST_THREADS = 48;

    /** Sockets, two for each stream, that the process may have beside its other files. */
    private static final int OTHER_FILES = 400;

    private final AtomicLong events = new AtomicLong();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Times lags = new Times();
    private int mostThreads;
    private int threads;
    private double resident;

    private Crowd() {}

    static void measure(World world, int openFiles, Report report) throws IOException {
        var gateway = world.startGateway("", "-Xmx768m");
        int streams = Math.min(STREAMS, (openFiles - OTHER_FILES) / 2);
        new Crowd().run(gateway, streams, report);
        world.stop(gateway);
    }

    private void run(Server gateway, int streams, Report report) throws IOException {
        var way = World.gateway(gateway);
        var request = way.request(Scenarios.stream(Upstream.MINUTE));
        long cpu = gateway.cpuMicros();
        try (var client = new Client()) {
            long start = System.nanoTime();
            for (int i = 0; i < streams; i++) {
                // Within twenty seconds, so that all are open together for most of the minute.
                Pause.until(start + i * 2_000_000L);
                client.open(way.port(), stream()).send(request, System.nanoTime());
            }
            long end = System.nanoTime() + (EVENTS + 120) * 1_000_000_000L;
            while (ended.get() + failed.get() < streams && System.nanoTime() < end) {
                Pause.millis(500);
                if (ended.get() > 0) {
                    // Threads are counted while all are open; those that end want some for a moment.
                    continue;
                }
                mostThreads = Math.max(mostThreads, gateway.threads());
                threads = gateway.threads();
                resident = Math.max(resident, gateway.residentMegabytes());
            }
        }
        report(streams, gateway.cpuMicros() - cpu, report);
    }

    private void report(int streams, long cpuMicros, Report report) {
        long expected = (long) streams * EVENTS;
        var values = new LinkedHashMap<String, Object>();
        values.put("streams", streams);
        values.put("events", events.get());
        values.put("expected", expected);
        values.put("failed", failed.get());
        values.put("threads", threads);
        values.put("most_threads", mostThreads);
        values.put("resident_mb", resident);
        values.put("cpu_us_per_event", (double) cpuMicros / expected);
        values.put("lag_p50_ms", lags.percentile(50));
        values.put("lag_p99_ms", lags.percentile(99));
        report.add(
                "crowd",
                streams + " streams at once, 768 MB heap",
                "%d of %d events; %d threads, %d while they were opened; %.0f MB resident; %.1f us CPU an event; lag p50 %.1f, p99 %.1f ms"
                        .formatted(
                                events.get(),
                                expected,
                                threads,
                                mostThreads,
                                resident,
                                (double) cpuMicros / expected,
                                lags.percentile(50),
                                lags.percentile(99)),
                "all; <= " + MOST_THREADS + " threads",
                events.get() == expected && ended.get() == streams && threads <= MOST_THREADS,
                values);
    }

    private Connection.Listener stream() {
        var found = new Events();
        return new Connection.Listener() {
            @Override
            public void body(Connection connection, ByteBuffer piece, long now) {
                found.read(piece, stamp -> {
                    events.incrementAndGet();
                    lags.add(now - stamp);
                });
            }

            @Override
            public void done(Connection connection, long now) {
                ended.incrementAndGet();
            }

            @Override
            public void failed(Connection connection, String why) {
                failed.incrementAndGet();
            }
        };
    }
}
