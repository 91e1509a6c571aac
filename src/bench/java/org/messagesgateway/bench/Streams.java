package org.messagesgateway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** So many streams at once, each begun again when it ends; the delay is each event's, from the upstream's write. */
final class Streams implements Load {

    private static final int SETTLING_MILLIS = 500;

    private final int count;

    Streams(int count) {
        this.count = count;
    }

    @Override
    public Sample run(Way way, byte[] body, int seconds) throws IOException {
        var listener = new Counter(way.request(body));
        try (var client = new Client()) {
            for (int i = 0; i < count; i++) {
                client.open(way.port(), listener.of()).send(listener.request, System.nanoTime());
                // Not all in step.
                Pause.millis(1);
            }
            while (listener.events.get() < count && listener.failure == null) {
                Pause.millis(10);
            }
            Pause.millis(SETTLING_MILLIS);
            listener.lags.set(new Times());
            long cpu = way.server().cpuMicros();
            long events = listener.events.get();
            long start = System.nanoTime();
            Pause.millis(seconds * 1000L);
            double passed = (System.nanoTime() - start) / 1e9;
            events = listener.events.get() - events;
            cpu = way.server().cpuMicros() - cpu;
            if (listener.failure != null || events == 0) {
                throw new IOException("not every event came: " + listener.failure);
            }
            var lags = listener.lags.get();
            return new Sample((double) cpu / events, events / passed, lags.percentile(50), lags.percentile(99));
        }
    }

    /** Counts what all of them get. */
    private static final class Counter {

        final byte[] request;
        final AtomicLong events = new AtomicLong();
        final AtomicReference<Times> lags = new AtomicReference<>(new Times());
        volatile String failure;

        Counter(byte[] request) {
            this.request = request;
        }

        Connection.Listener of() {
            var found = new Events();
            return new Connection.Listener() {
                @Override
                public void body(Connection connection, ByteBuffer piece, long now) {
                    found.read(piece, stamp -> {
                        events.incrementAndGet();
                        lags.get().add(now - stamp);
                    });
                }

                @Override
                public void done(Connection connection, long now) {
                    if (connection.answer.status() != 200) {
                        failed(connection, "status " + connection.answer.status());
                        return;
                    }
                    try {
                        connection.send(request, now);
                    } catch (IOException e) {
                        failed(connection, e.toString());
                    }
                }

                @Override
                public void failed(Connection connection, String why) {
                    failure = why;
                }
            };
        }
    }
}
