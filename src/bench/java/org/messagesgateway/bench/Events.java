package org.messagesgateway.bench;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** Finds the time that {@link StreamUpstream} stamped on each piece of text, wherever the bytes were split. */
final class Events {

    /** The end of {@code "text":"}, and of {@code "content":"}, as Chat Completions has it. */
    private static final byte[] MARK = "t\":\"".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int STAMP_LENGTH = 16;

    private int matched;
    private int digits;
    private long stamp;

    void read(ByteBuffer bytes, LongConsumer onStamp) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (matched == MARK.length) {
                digit(next, onStamp);
            } else if (next == MARK[matched]) {
                matched++;
            } else {
                matched = next == MARK[0] ? 1 : 0;
            }
        }
    }

    private void digit(byte next, LongConsumer onStamp) {
        int digit = Character.digit(next, 16);
        if (digit < 0) {
            // Text without a stamp, such as the empty one that opens a block.
            matched = next == MARK[0] ? 1 : 0;
            digits = 0;
            stamp = 0;
            return;
        }
        stamp = stamp << 4 | digit;
        if (++digits == STAMP_LENGTH) {
            onStamp.accept(stamp);
            matched = 0;
            digits = 0;
            stamp = 0;
        }
    }
}
