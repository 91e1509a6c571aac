package org.messagesgateway.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * An upstream that streams, in one thread: every event is a write of its own. The path says what comes:
 * {@code /messages/EVENTS/MICROS}, {@code /chat/EVENTS/MICROS} (so many pieces of text, so far apart),
 * {@code /flood/BYTES} (as fast as they are taken), {@code /slow/MILLIS} (no stream, but a late answer).
 */
final class StreamUpstream {

    private final Selector selector = Selector.open();
    private final PriorityQueue<UpstreamStream> waiting =
            new PriorityQueue<>(Comparator.comparingLong(UpstreamStream::due));

    private StreamUpstream(int port) throws IOException {
        var listening = ServerSocketChannel.open();
        listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listening.bind(new InetSocketAddress("127.0.0.1", port), 16_384);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] arguments) throws IOException {
        new StreamUpstream(Integer.parseInt(arguments[0])).run();
    }

    private void run() throws IOException {
        while (true) {
            long now = System.nanoTime();
            var next = waiting.peek();
            if (next == null) {
                selector.select(this::ready);
            } else if (next.due() <= now) {
                selector.selectNow(this::ready);
            } else {
                selector.select(this::ready, Math.max(1, (next.due() - now) / 1_000_000));
            }
            sendDue();
        }
    }

    private void sendDue() {
        long now = System.nanoTime();
        for (var next = waiting.peek(); next != null && next.due() <= now; next = waiting.peek()) {
            waiting.remove();
            next.send(now);
            if (next.isWaiting()) {
                waiting.add(next);
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel());
                return;
            }
            var stream = (UpstreamStream) key.attachment();
            if (key.isReadable() && stream.read()) {
                waiting.add(stream);
            }
            if (key.isValid() && key.isWritable() && stream.flush()) {
                waiting.add(stream);
            }
        } catch (IOException e) {
            var stream = (UpstreamStream) key.attachment();
            waiting.remove(stream);
            stream.close();
        }
    }

    private void accept(ServerSocketChannel listening) throws IOException {
        for (var channel = listening.accept(); channel != null; channel = listening.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new UpstreamStream(channel, key));
        }
    }
}
