package org.messagesgateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};

    private final int maxBytes;
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private boolean hasData;
    private boolean hasLines;
    private boolean showsCrLf;
    private boolean first = true;
    private LineEnd lineEnd = LineEnd.NONE;

    /** The unfinished frame, and while {@link #decode} runs what came behind it. */
    private byte[] bytes = new byte[512];

    private int size;

    /** Where the frame starts, its current line starts and stops, and the next byte to look at. */
    private int start;

    private int lineStart;
    private int lineStop;
    private int at;

    /** @param maxBytes longest frame, its line ends included */
    public SseDecoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public String mediaType() {
        return "text/event-stream";
    }

    @Override
    public void decode(ByteBuffer more, Consumer<Frame> out) throws UpstreamException {
        append(more);
        while (at < size) {
            take(bytes[at], out);
        }
        forgetFrames();
    }

    private void append(ByteBuffer more) {
        int count = more.remaining();
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, 2 * bytes.length));
        }
        more.get(bytes, size, count);
        size += count;
    }

    private void forgetFrames() {
        if (start == 0) {
            return; // A long frame is not to be moved with each piece of it.
        }
        System.arraycopy(bytes, start, bytes, 0, size - start);
        size -= start;
        at -= start;
        lineStart -= start;
        lineStop -= start;
        start = 0;
    }

    /**
     * The frame that the stream ended in, if it was only its blank line that was missing: some servers leave it out. To
     * be asked once, after the last byte.
     */
    public Optional<Frame> end() {
        if (lineEnd != LineEnd.CR_HELD) {
            lineStop = size;
        }
        if (lineStop > lineStart) {
            endLine();
        }
        return hasLines ? Optional.of(frame(size)) : Optional.empty();
    }

    private void take(byte next, Consumer<Frame> out) throws UpstreamException {
        if (lineEnd == LineEnd.CR_HELD && next != '\n') {
            lineEnd = LineEnd.NONE;
            lineEnded(at, out);
        }
        if (at - start >= maxBytes) {
            throw new UpstreamException(UpstreamException.Kind.TOO_LARGE, "a frame of the stream is too large");
        }
        if (next == '\n') {
            newline(out);
        } else if (next == '\r') {
            carriageReturn(out);
        } else {
            lineEnd = LineEnd.NONE;
            text();
        }
    }

    /** To the line's end, or as far as the frame may be long. */
    private void text() {
        int stop = Math.min(size, start + maxBytes);
        int position = at + 1;
        while (position < stop && bytes[position] != '\n' && bytes[position] != '\r') {
            position++;
        }
        at = position;
    }

    private void newline(Consumer<Frame> out) {
        var before = lineEnd;
        lineEnd = LineEnd.NONE;
        at++;
        if (before == LineEnd.CR_TAKEN) {
            showsCrLf = true;
            lineStart = at;
            return;
        }
        if (before == LineEnd.NONE) {
            lineStop = at - 1;
        }
        lineEnded(at, out);
    }

    private void carriageReturn(Consumer<Frame> out) {
        lineStop = at++;
        if (showsCrLf) {
            lineEnd = LineEnd.CR_HELD;
        } else {
            lineEnded(at, out);
            lineEnd = LineEnd.CR_TAKEN;
        }
    }

    /** @param end of the line with its terminator, and with that of the frame if the line is blank */
    private void lineEnded(int end, Consumer<Frame> out) {
        if (lineStop > lineStart) {
            endLine();
        } else if (hasLines) {
            out.accept(frame(end));
        }
        lineStart = end;
    }

    private void endLine() {
        hasLines = true;
        if (first && startsWith(BYTE_ORDER_MARK, lineStart)) {
            lineStart += BYTE_ORDER_MARK.length;
        }
        first = false;
        int colon = lineStart;
        while (colon < lineStop && bytes[colon] != ':') {
            colon++;
        }
        if (isField(EVENT, colon)) {
            name = value(colon);
        } else if (isField(DATA, colon)) {
            data.append(hasData ? "\n" : "").append(value(colon));
            hasData = true;
        }
    }

    private boolean isField(byte[] field, int colon) {
        return colon - lineStart == field.length && startsWith(field, lineStart);
    }

    private boolean startsWith(byte[] prefix, int from) {
        return lineStop - from >= prefix.length
                && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
    }

    /** Without the one space that may stand behind the colon; empty where there is no colon. */
    private String value(int colon) {
        int from = Math.min(colon + 1, lineStop);
        if (from < lineStop && bytes[from] == ' ') {
            from++;
        }
        return new String(bytes, from, lineStop - from, StandardCharsets.UTF_8);
    }

    private Frame frame(int end) {
        var frame = new Frame(name, data.toString(), Arrays.copyOfRange(bytes, start, end));
        start = end;
        data.setLength(0);
        name = "";
        hasData = false;
        hasLines = false;
        return frame;
    }
}
