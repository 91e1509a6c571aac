package org.messagesgateway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Requests at a constant rate, whatever becomes of those before: each is counted from when it was due, so that a server
 * that stalls cannot hide it.
 */
final class Rate implements Load {

    /** What the delay lasts to. */
    enum Until {
        END,
        FIRST_BYTE
    }

    private static final int READY_CONNECTIONS = 16;

    private final int perSecond;
    private final Until until;

    Rate(int perSecond, Until until) {
        this.perSecond = perSecond;
        this.until = until;
    }

    @Override
    public Sample run(Way way, byte[] body, int seconds) throws IOException {
        var request = way.request(body);
        var timer = new Timer();
        try (var client = new Client()) {
            for (int i = 0; i < READY_CONNECTIONS; i++) {
                timer.idle.add(client.open(way.port(), timer));
            }
            long interval = 1_000_000_000L / perSecond;
            long start = System.nanoTime();
            long cpu = way.server().cpuMicros();
            int count = perSecond * seconds;
            for (int i = 0; i < count; i++) {
                long due = start + i * interval;
                Pause.until(due);
                timer.connection(client, way).send(request, due);
            }
            long end = System.nanoTime() + 10_000_000_000L;
            while (timer.ended < count && System.nanoTime() < end && timer.failure == null) {
                Pause.millis(5);
            }
            cpu = way.server().cpuMicros() - cpu;
            if (timer.failure != null || timer.ended < count) {
                throw new IOException("not every request was answered: " + timer.failure);
            }
            return new Sample(
                    (double) cpu / count, perSecond, timer.times.percentile(50), timer.times.percentile(99));
        }
    }

    private final class Timer implements Connection.Listener {

        final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
        final Times times = new Times();
        volatile int ended;
        volatile String failure;

        Connection connection(Client client, Way way) throws IOException {
            var connection = idle.poll();
            while (connection != null && !connection.channel.isOpen()) {
                connection = idle.poll();
            }
            return connection == null ? client.open(way.port(), this) : connection;
        }

        @Override
        public void body(Connection connection, ByteBuffer piece, long now) {
            if (!connection.begun && until == Until.FIRST_BYTE) {
                times.add(now - connection.sent);
            }
            connection.begun = true;
        }

        @Override
        public void done(Connection connection, long now) {
            if (connection.answer.status() != 200) {
                failure = "status " + connection.answer.status();
            }
            if (until == Until.END) {
                times.add(now - connection.sent);
            }
            ended = ended + 1;
            if (!connection.answer.isLast()) {
                idle.add(connection);
            }
        }

        @Override
        public void failed(Connection connection, String why) {
            failure = why;
        }
    }
}
