package org.messagesgateway.servlet;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What is still to be written to a client, and the rules of non-blocking output: nothing is written, nor flushed, before
 * {@code isReady} has said yes; once it has said no, the container calls back. Guarded by its reply's lock.
 */
final class AsyncOutput {

    /** Beyond this the upstream is asked to wait. */
    private static final int SHORT = 64 * 1024;

    private final ServletOutputStream stream;
    private final Queue<byte[]> queue = new ArrayDeque<>();
    private int length;
    private boolean waiting = true;
    private boolean unflushed;
    private boolean headFirst;
    private boolean flushedByEnd;

    AsyncOutput(ServletOutputStream stream) {
        this.stream = stream;
    }

    /** The head goes out by itself: Open Liberty keeps the first thing that is flushed until the next one comes. */
    void sendHeadFirst() {
        headFirst = true;
    }

    /** What is added fits into the response's buffer, which the container flushes when the exchange is completed. */
    void leaveFlushToEnd() {
        flushedByEnd = true;
    }

    void add(byte[] bytes) {
        queue.add(bytes);
        length += bytes.length;
    }

    boolean isShort() {
        return length < SHORT;
    }

    /** The container has called back. */
    void ready() {
        waiting = false;
    }

    /** Writes and flushes as much as the container takes; true if nothing has to be waited for any more. */
    boolean pump() throws IOException {
        if (headFirst) {
            if (!canWrite()) {
                return false;
            }
            headFirst = false;
            stream.flush();
        }
        while (!queue.isEmpty()) {
            if (!canWrite()) {
                return false;
            }
            var bytes = queue.remove();
            length -= bytes.length;
            unflushed = true;
            stream.write(bytes);
        }
        if (flushedByEnd) {
            return true;
        }
        if (unflushed) {
            if (!canWrite()) {
                return false;
            }
            unflushed = false;
            stream.flush();
        }
        return canWrite();
    }

    void clear() {
        queue.clear();
        length = 0;
    }

    private boolean canWrite() {
        waiting = waiting || !stream.isReady();
        return !waiting;
    }
}
