package org.messagesgateway.json;

import java.io.ByteArrayOutputStream;

/** The bytes {@code [start, end)} of a document. Immutable. */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span: " + start + ".." + end);
        }
    }

    /** A copy of {@code document} with this span replaced and every other byte as it was. */
    public byte[] replaceIn(byte[] document, byte[] replacement) {
        var out = new ByteArrayOutputStream(document.length - (end - start) + replacement.length);
        out.write(document, 0, start);
        out.writeBytes(replacement);
        out.write(document, end, document.length - end);
        return out.toByteArray();
    }
}
