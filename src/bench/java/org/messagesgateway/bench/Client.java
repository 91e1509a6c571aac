package org.messagesgateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads any number of connections in one thread. */
final class Client implements AutoCloseable {

    private final Selector selector;
    private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final Thread thread = new Thread(this::run, "client");
    private volatile boolean closed;

    Client() throws IOException {
        selector = Selector.open();
        thread.setDaemon(true);
        thread.start();
    }

    Connection open(int port, Connection.Listener listener) throws IOException {
        var connection = new Connection(port, listener);
        opened.add(connection);
        selector.wakeup();
        return connection;
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::ready);
                for (var next = opened.poll(); next != null; next = opened.poll()) {
                    next.channel.register(selector, SelectionKey.OP_READ, next);
                }
            }
            for (var key : selector.keys()) {
                ((Connection) key.attachment()).close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && !((Connection) key.attachment()).read(buffer)) {
            key.cancel();
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
