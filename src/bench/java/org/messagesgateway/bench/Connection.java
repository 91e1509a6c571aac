package org.messagesgateway.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A client's connection: one request at a time. Written to by one thread, read by its {@link Client}. */
final class Connection {

    /** Hears what becomes of a request, in the client's thread. */
    interface Listener {

        default void body(Connection connection, ByteBuffer piece, long now) {}

        default void done(Connection connection, long now) {}

        default void failed(Connection connection, String why) {}
    }

    final SocketChannel channel;
    final Answer answer = new Answer();
    private final Listener listener;

    /** When the request was due, and whether anything of its answer's body has come. */
    volatile long sent;

    volatile boolean begun;
    volatile boolean busy;

    Connection(int port, Listener listener) throws IOException {
        this.listener = listener;
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    /** @param due the time that the answer's delay is counted from */
    void send(byte[] request, long due) throws IOException {
        answer.reset();
        begun = false;
        sent = due;
        busy = true;
        var bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** False when it is over. */
    boolean read(ByteBuffer buffer) {
        try {
            buffer.clear();
            int count = channel.read(buffer);
            long now = System.nanoTime();
            if (count < 0) {
                return end(busy ? "the connection was closed" : null);
            }
            buffer.flip();
            answer.read(buffer, piece -> listener.body(this, piece, now));
            if (answer.isDone() && busy) {
                busy = false;
                listener.done(this, now);
            }
            return true;
        } catch (IOException e) {
            return end(e.toString());
        }
    }

    private boolean end(String why) {
        busy = false;
        close();
        if (why != null) {
            listener.failed(this, why);
        }
        return false;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
