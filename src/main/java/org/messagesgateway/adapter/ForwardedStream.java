package org.messagesgateway.adapter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.messagesgateway.config.MessagesProfile.Framing;
import org.messagesgateway.http.EventStreamDecoder;
import org.messagesgateway.http.Frame;
import org.messagesgateway.http.FrameDecoder;
import org.messagesgateway.http.SseDecoder;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamEvent.Forwarded;
import org.messagesgateway.messages.StreamEvent.Forwarded.Kind;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.StreamTranslator;

/**
 * Lets the events of a Messages stream through as they came and only watches for its start, its errors and its end.
 * Confined to one stream; not thread-safe.
 */
final class ForwardedStream implements StreamTranslator {

    private static final int MAX_FRAME_BYTES = 32 * 1024 * 1024;

    private static final Pattern PART_OF_A_MESSAGE = Pattern.compile("content_block_.*|message_delta|message_stop");

    private final FrameDecoder decoder;
    private final UnaryOperator<byte[]> start;
    private final ForwardedErrors errors;
    private final EventSink out;
    private boolean started;
    private boolean over;

    /** @param start makes of the data of a {@code message_start} what goes out */
    ForwardedStream(Framing framing, UnaryOperator<byte[]> start, ForwardedErrors errors, EventSink out) {
        this.decoder = decoder(framing);
        this.start = start;
        this.errors = errors;
        this.out = out;
    }

    static FrameDecoder decoder(Framing framing) {
        return switch (framing) {
            case SSE -> new SseDecoder(MAX_FRAME_BYTES);
            case EVENT_STREAM -> new EventStreamDecoder(MAX_FRAME_BYTES);
        };
    }

    @Override
    public FrameDecoder decoder() {
        return decoder;
    }

    @Override
    public void on(Frame frame) {
        if (over) {
            return;
        }
        if (decoder instanceof SseDecoder) {
            event(frame);
        } else {
            EventStreamDecoder.failure(frame)
                    .ifPresentOrElse(
                            kind -> fail(errors.ofException(kind, frame.data())),
                            () -> ForwardedChunk.event(frame).ifPresent(this::event));
        }
    }

    private void event(Frame frame) {
        if (frame.name().isEmpty() && !frame.data().isEmpty()) {
            event(named(frame));
            return;
        }
        if (!started && PART_OF_A_MESSAGE.matcher(frame.name()).matches()) {
            fail(errors.failure("the stream does not begin with its start"));
            return;
        }
        switch (frame.name()) {
            case "message_start" -> start(frame);
            case "", "ping" -> forward(Kind.PREAMBLE, frame.raw());
            case "content_block_start" -> forward(Kind.BLOCK_START, frame.raw());
            case "message_stop" -> {
                over = true;
                forward(Kind.STOP, frame.raw());
            }
            case "error" -> error(frame);
            default -> forward(Kind.CONTENT, frame.raw());
        }
    }

    /** Only the last event may lack its blank line; any other frame that has none was cut. */
    @Override
    public void end() {
        if (decoder instanceof SseDecoder sse) {
            sse.end()
                    .filter(frame -> frame.name().equals("message_stop"))
                    .ifPresent(frame -> on(new Frame(frame.name(), frame.data(), frame(frame.name(), bytes(frame)))));
        }
        if (!over) {
            fail(errors.failure("the stream broke off before its end"));
        }
    }

    private void forward(Kind kind, byte[] frame) {
        out.accept(new Forwarded(kind, frame));
    }

    /** Of several starts, which some servers send, the first. */
    private void start(Frame frame) {
        if (!started) {
            started = true;
            forward(Kind.PREAMBLE, completed(frame));
        }
    }

    private byte[] completed(Frame frame) {
        var data = bytes(frame);
        try {
            var complete = start.apply(data);
            return Arrays.equals(complete, data) ? frame.raw() : frame("message_start", complete);
        } catch (JsonSyntaxException e) {
            return frame.raw();
        }
    }

    /** Clients ignore data without an event's name; some servers send it so. */
    private static Frame named(Frame frame) {
        try {
            var event = Json.parseObject(frame.data());
            var type = Json.stringOrNull(event, "type");
            var untyped = event.containsKey("error") ? "error" : "unknown";
            var name = type == null || !type.matches("[a-z_]+") ? untyped : type;
            return new Frame(name, frame.data(), frame(name, bytes(frame)));
        } catch (JsonSyntaxException e) {
            return new Frame("unknown", frame.data(), new byte[0]);
        }
    }

    private void error(Frame frame) {
        try {
            fail(errors.inBand(Json.parseObject(frame.data())));
        } catch (JsonSyntaxException e) {
            fail(errors.failure("sent a broken error"));
        }
    }

    private void fail(ApiError error) {
        over = true;
        out.accept(new StreamEvent.Failure(error));
    }

    private static byte[] bytes(Frame frame) {
        return frame.data().getBytes(StandardCharsets.UTF_8);
    }

    /** Data in several lines stays in several lines. */
    private static byte[] frame(String name, byte[] json) {
        var data = new String(json, StandardCharsets.UTF_8).replace("\n", "\ndata: ");
        return ("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
