package org.messagesgateway.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the long strings of a document stand, as one reading has found, so that the next need not look at their characters
 * again. Written by that reading alone, then immutable.
 */
public final class LongStrings {

    /** Of no document. */
    public static final LongStrings NONE = new LongStrings(new byte[0]);

    /** In bytes: what is noted of a document takes a quarter of its memory at most. */
    private static final int LONG = 64;

    /** In bytes: what an outline has of a long string. */
    private static final int START = 16;

    private final byte[] document;

    /** Start and end in turn, in their order. */
    private int[] bounds = new int[64];

    private int length;

    LongStrings(byte[] document) {
        this.document = document;
    }

    boolean isOf(byte[] other) {
        return document == other;
    }

    /** The next string that was read: from behind its first quote to behind its last. */
    void add(int start, int end) {
        if (end - start < LONG) {
            return;
        }
        if (length == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * length);
        }
        bounds[length++] = start;
        bounds[length++] = end;
    }

    /**
     * The document for a quick search, a character for each byte: without what of it is in the middle of long strings. All
     * of it, if nothing was noted of it.
     */
    public String outline(byte[] searched) {
        var outline = new ByteArrayOutputStream(1024);
        int from = 0;
        for (int i = 0; isOf(searched) && i < length; i += 2) {
            outline.write(searched, from, bounds[i] + START - from);
            from = bounds[i + 1] - 1;
        }
        outline.write(searched, from, searched.length - from);
        return outline.toString(StandardCharsets.ISO_8859_1);
    }

    /** A second reading, from the document's start. */
    Reading read() {
        return new Reading();
    }

    /** Confined to one reading; not thread-safe. */
    final class Reading {

        private int next;

        /** Where the string that starts here ends, or -1; starts are asked for in their order. */
        int endOf(int start) {
            while (next < length && bounds[next] < start) {
                next += 2;
            }
            return next < length && bounds[next] == start ? bounds[next + 1] : -1;
        }
    }
}
