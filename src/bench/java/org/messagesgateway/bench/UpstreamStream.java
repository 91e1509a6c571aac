package org.messagesgateway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection of {@link StreamUpstream}: a request at a time, and its answer, event by event. */
final class UpstreamStream {

    private static final String HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
            + "transfer-encoding: chunked\r\n\r\n";
    private static final int MAX_REQUEST = 512 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer request = ByteBuffer.allocate(4096);
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private Script script = Script.NONE;
    private long due;
    private boolean waiting;

    UpstreamStream(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    long due() {
        return due;
    }

    /** Whether there is something to send when it is due. */
    boolean isWaiting() {
        return waiting;
    }

    /** True if a whole request has come, which is answered from now on. */
    boolean read() throws IOException {
        if (!request.hasRemaining()) {
            request = ByteBuffer.allocate(Math.min(2 * request.capacity(), MAX_REQUEST)).put(request.flip());
        }
        if (channel.read(request) < 0) {
            throw new IOException("the client has left");
        }
        var text = new String(request.array(), 0, Math.min(request.position(), 4096), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || request.position() < end + 4 + contentLength(text.substring(0, end))) {
            return false;
        }
        request.clear();
        script = Script.of(text.split(" ", 3)[1].split("/"));
        due = System.nanoTime() + script.delayNanos();
        waiting = true;
        return true;
    }

    private static int contentLength(String head) {
        var lower = head.toLowerCase(Locale.ROOT);
        int start = lower.indexOf("\r\ncontent-length:");
        return start < 0 ? 0 : Integer.parseInt(lower.substring(start + 17).split("\r\n", 2)[0].strip());
    }

    void send(long now) {
        try {
            waiting = false;
            for (var next = script.next(now); next != null; next = script.next(now)) {
                unsent = ByteBuffer.wrap(next);
                channel.write(unsent);
                if (unsent.hasRemaining()) {
                    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                    return;
                }
                if (script.pauses()) {
                    due = Math.max(due + script.intervalNanos(), now);
                    waiting = true;
                    return;
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    /** The client takes more again; true if the stream goes on. */
    boolean flush() throws IOException {
        channel.write(unsent);
        if (unsent.hasRemaining()) {
            return false;
        }
        key.interestOps(SelectionKey.OP_READ);
        due = System.nanoTime();
        waiting = true;
        return true;
    }

    void close() {
        waiting = false;
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] chunk(String text) {
        return bytes(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    static byte[] head() {
        return bytes(HEAD);
    }
}
