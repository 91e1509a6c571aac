package org.messagesgateway.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body whose end is known: an end of the connection before it is an {@link EOFException}. */
final class WireBody extends InputStream {

    private final WireReader wire;
    private final boolean chunked;
    private long left;
    private boolean begun;
    private boolean ended;

    /** @param length of the whole body; -1 if it comes in chunks */
    WireBody(WireReader wire, long length) {
        this.wire = wire;
        this.chunked = length < 0;
        this.left = Math.max(0, length);
        this.ended = length == 0;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (chunked && left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = wire.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the connection ended inside the body");
        }
        left -= count;
        ended = !chunked && left == 0;
        return count;
    }

    /** Reads a chunk's closing line only now: some servers send it with the next chunk. */
    private void nextChunk() throws IOException {
        if (begun) {
            wire.line();
        }
        begun = true;
        left = Long.parseLong(wire.line().split(";")[0].strip(), 16);
        if (left == 0) {
            ended = true;
            wire.headers();
        }
    }
}
