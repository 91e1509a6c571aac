package org.messagesgateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * The framing of AWS's binary event streams: messages with a length, headers, a payload and two checksums. A frame's name
 * is the message's {@code :event-type}, its data the payload. A message that tells of a failure instead becomes a frame
 * for which {@link #failure} has an answer. Confined to one stream; not thread-safe.
 */
public final class EventStreamDecoder implements FrameDecoder {

    /** Two lengths and their checksum. */
    private static final int PRELUDE_BYTES = 12;

    private static final int CHECKSUM_BYTES = 4;

    /** No event has such a name: AWS's are identifiers. */
    private static final String FAILURE = "exception:";

    private final int maxBytes;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream(256);
    private int length = PRELUDE_BYTES;

    /** @param maxBytes longest message, all of it counted */
    public EventStreamDecoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public String mediaType() {
        return "application/vnd.amazon.eventstream";
    }

    /**
     * The kind of failure that the frame tells of, such as {@code throttlingException}; empty for an event. Its data is
     * the exception's JSON, or an error's plain message.
     */
    public static Optional<String> failure(Frame frame) {
        return frame.name().startsWith(FAILURE)
                ? Optional.of(frame.name().substring(FAILURE.length()))
                : Optional.empty();
    }

    @Override
    public void decode(ByteBuffer bytes, Consumer<Frame> out) throws UpstreamException {
        while (bytes.hasRemaining()) {
            var piece = new byte[Math.min(bytes.remaining(), length - message.size())];
            bytes.get(piece);
            message.writeBytes(piece);
            if (message.size() == PRELUDE_BYTES) {
                length = length(ByteBuffer.wrap(message.toByteArray()));
            } else if (message.size() == length) {
                var raw = message.toByteArray();
                message.reset();
                length = PRELUDE_BYTES;
                out.accept(frame(raw));
            }
        }
    }

    /** Looked at before anything else is waited for: what is no event stream has any number here. */
    private int length(ByteBuffer prelude) throws UpstreamException {
        var checksum = new CRC32();
        checksum.update(prelude.array(), 0, PRELUDE_BYTES - CHECKSUM_BYTES);
        var said = prelude.getInt(0);
        if (checksum.getValue() != Integer.toUnsignedLong(prelude.getInt(PRELUDE_BYTES - CHECKSUM_BYTES))
                || said >= 0 && said < PRELUDE_BYTES + CHECKSUM_BYTES) {
            throw broken();
        }
        if (said < 0 || said > maxBytes) {
            throw new UpstreamException(UpstreamException.Kind.TOO_LARGE, "a frame of the stream is too large");
        }
        return said;
    }

    private static Frame frame(byte[] raw) throws UpstreamException {
        Message decoded;
        try {
            decoded = Message.decode(ByteBuffer.wrap(raw));
        } catch (RuntimeException e) { // The library has no type of its own for a wrong checksum or broken headers.
            throw broken();
        }
        var headers = decoded.getHeaders();
        var payload = new String(decoded.getPayload(), StandardCharsets.UTF_8);
        return switch (text(headers, ":message-type")) {
            case "exception" -> new Frame(FAILURE + text(headers, ":exception-type"), payload, raw);
            case "error" -> new Frame(FAILURE + text(headers, ":error-code"), text(headers, ":error-message"), raw);
            default -> new Frame(text(headers, ":event-type"), payload, raw);
        };
    }

    private static String text(Map<String, HeaderValue> headers, String name) throws UpstreamException {
        var value = headers.get(name);
        try {
            return value == null ? "" : value.getString();
        } catch (RuntimeException e) { // It is no text.
            throw broken();
        }
    }

    private static UpstreamException broken() {
        return new UpstreamException(UpstreamException.Kind.BROKEN, "the stream's framing is broken");
    }
}
