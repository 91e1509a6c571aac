package org.messagesgateway.json;

import java.util.Arrays;

/** The bytes {@code [start, end)} of a document. Immutable. */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span: " + start + ".." + end);
        }
    }

    /** A copy of these bytes. */
    public byte[] in(byte[] document) {
        return Arrays.copyOfRange(document, start, end);
    }

    /** A copy of {@code document} with this span replaced and every other byte as it was. */
    public byte[] replaceIn(byte[] document, byte[] replacement) {
        var result = new byte[document.length - (end - start) + replacement.length];
        System.arraycopy(document, 0, result, 0, start);
        System.arraycopy(replacement, 0, result, start, replacement.length);
        System.arraycopy(document, end, result, start + replacement.length, document.length - end);
        return result;
    }
}
