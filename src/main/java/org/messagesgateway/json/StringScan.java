package org.messagesgateway.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Passes over what a string usually holds, eight bytes at a time: plain characters, escapes of two bytes, well-formed UTF-8.
 * Whatever else there is, it leaves to the parser, so that this one alone says what is JSON.
 */
final class StringScan {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;

    /** A word, and the longest character that may begin in its last byte. */
    private static final int REACH = Long.BYTES + 3;

    private StringScan() {}

    /** The first byte that it leaves to the parser, such as the string's last quote; at the latest, one near {@code end}. */
    static int pass(byte[] document, int start, int end) {
        int at = start;
        while (at <= end - REACH) {
            long stops = stops((long) WORDS.get(document, at));
            if (stops == 0) {
                at += Long.BYTES;
                continue;
            }
            at += Long.numberOfTrailingZeros(stops) / Byte.SIZE;
            int length = length(document, at);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return at;
    }

    /**
     * The lowest of its bits is in the first byte that is not a plain character; what is above that one says nothing, as
     * each subtraction borrows from there.
     */
    private static long stops(long word) {
        long quotes = (word ^ EACH * '"') - EACH;
        long backslashes = (word ^ EACH * '\\') - EACH;
        long controls = word - EACH * ' ';
        return (word | quotes | backslashes | controls) & EACH << 7;
    }

    /** Of the escape or the character outside of ASCII that begins here; 0 for anything else. */
    private static int length(byte[] document, int at) {
        int first = document[at];
        if (first == '\\') {
            return isWholeEscape(document[at + 1]) ? 2 : 0;
        }
        int length = Integer.numberOfLeadingZeros(~(first << 24));
        if (length < 2 || length > 4) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((document[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static boolean isWholeEscape(byte second) {
        return switch (second) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
            default -> false;
        };
    }
}
