package org.messagesgateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The framing of server-sent events. Lines end in {@code \n}, {@code \r\n} or {@code \r}; a blank line ends a frame. The
 * {@code raw} bytes of all frames, and of the unfinished one, are the input. Confined to one stream; not thread-safe.
 *
 * <p>A lone {@code \r} ends a line at once, so that a {@code \n} which turns out to belong to it opens the next frame's
 * {@code raw}; once a stream has shown {@code \r\n}, a {@code \r} waits for its {@code \n}.
 */
public final class SseDecoder implements FrameDecoder {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** What the last byte leaves open. */
    private enum LineEnd {
        NONE,
        /** A {@code \r} has ended a line; a {@code \n} that follows is part of that end. */
        CR_TAKEN,
        /** A {@code \r} came in a stream of {@code \r\n}: the line ends with what follows. */
        CR_HELD
    }

    private final int maxBytes;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream(256);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private boolean hasData;
    private boolean hasLines;
    private boolean showsCrLf;
    private boolean first = true;
    private LineEnd lineEnd = LineEnd.NONE;

    /** @param maxBytes longest frame, its line ends included */
    public SseDecoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public String mediaType() {
        return "text/event-stream";
    }

    @Override
    public void decode(ByteBuffer bytes, Consumer<Frame> out) throws UpstreamException {
        while (bytes.hasRemaining()) {
            take(bytes.get(), out);
        }
    }

    /**
     * The frame that the stream ended in, if it was only its blank line that was missing: some servers leave it out. To
     * be asked once, after the last byte.
     */
    public Optional<Frame> end() {
        if (line.size() > 0) {
            endLine();
        }
        return hasLines ? Optional.of(frame()) : Optional.empty();
    }

    private void take(byte next, Consumer<Frame> out) throws UpstreamException {
        if (lineEnd == LineEnd.CR_HELD && next != '\n') {
            lineEnd = LineEnd.NONE;
            lineEnded(out);
        }
        if (raw.size() >= maxBytes) {
            throw new UpstreamException(UpstreamException.Kind.TOO_LARGE, "a frame of the stream is too large");
        }
        raw.write(next);
        if (next == '\n') {
            newline(out);
        } else if (next == '\r') {
            carriageReturn(out);
        } else {
            lineEnd = LineEnd.NONE;
            line.write(next);
        }
    }

    private void newline(Consumer<Frame> out) {
        var before = lineEnd;
        lineEnd = LineEnd.NONE;
        if (before == LineEnd.CR_TAKEN) {
            showsCrLf = true;
        } else {
            lineEnded(out);
        }
    }

    private void carriageReturn(Consumer<Frame> out) {
        if (showsCrLf) {
            lineEnd = LineEnd.CR_HELD;
        } else {
            lineEnded(out);
            lineEnd = LineEnd.CR_TAKEN;
        }
    }

    private void lineEnded(Consumer<Frame> out) {
        if (line.size() > 0) {
            endLine();
        } else if (hasLines) {
            out.accept(frame());
        }
    }

    private void endLine() {
        hasLines = true;
        var text = text();
        line.reset();
        var colon = text.indexOf(':');
        var field = colon < 0 ? text : text.substring(0, colon);
        var value = colon < 0 ? "" : text.substring(colon + 1);
        field(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private String text() {
        var bytes = line.toByteArray();
        var start = first && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        first = false;
        return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
    }

    private void field(String field, String value) {
        if (field.equals("event")) {
            name = value;
        } else if (field.equals("data")) {
            data.append(hasData ? "\n" : "").append(value);
            hasData = true;
        }
    }

    private Frame frame() {
        var frame = new Frame(name, data.toString(), raw.toByteArray());
        raw.reset();
        data.setLength(0);
        name = "";
        hasData = false;
        hasLines = false;
        return frame;
    }
}
