package org.messagesgateway.adapter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.messagesgateway.http.Frame;
import org.messagesgateway.http.FrameDecoder;
import org.messagesgateway.http.SseDecoder;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamEvent.Forwarded;
import org.messagesgateway.messages.StreamEvent.Forwarded.Kind;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.StreamTranslator;

/**
 * Lets the frames of a Messages stream through as they came and only watches for its start, its errors and its end.
 * Confined to one stream; not thread-safe.
 */
final class ForwardedStream implements StreamTranslator {

    private static final int MAX_FRAME_BYTES = 32 * 1024 * 1024;

    private final SseDecoder decoder = new SseDecoder(MAX_FRAME_BYTES);
    private final ForwardedModel model;
    private final ForwardedExchange exchange;
    private final EventSink out;
    private boolean stopped;

    ForwardedStream(ForwardedModel model, ForwardedExchange exchange, EventSink out) {
        this.model = model;
        this.exchange = exchange;
        this.out = out;
    }

    @Override
    public FrameDecoder decoder() {
        return decoder;
    }

    @Override
    public void on(Frame frame) {
        if (frame.name().isEmpty() && !frame.data().isEmpty()) {
            on(named(frame));
            return;
        }
        switch (frame.name()) {
            case "message_start" -> forward(Kind.PREAMBLE, start(frame));
            case "", "ping" -> forward(Kind.PREAMBLE, frame.raw());
            case "content_block_start" -> forward(Kind.BLOCK_START, frame.raw());
            case "message_stop" -> {
                stopped = true;
                forward(Kind.STOP, frame.raw());
            }
            case "error" -> fail(frame);
            default -> forward(Kind.CONTENT, frame.raw());
        }
    }

    /** Only the last event may lack its blank line; any other frame that has none was cut. */
    @Override
    public void end() {
        decoder.end()
                .filter(frame -> frame.name().equals("message_stop"))
                .ifPresent(frame -> on(new Frame(frame.name(), frame.data(), frame(frame.name(), bytes(frame)))));
        if (!stopped) {
            out.accept(new StreamEvent.Failure(
                    exchange.failure(502, ErrorType.API_ERROR, "the stream broke off before its end")));
        }
    }

    private void forward(Kind kind, byte[] frame) {
        out.accept(new Forwarded(kind, frame));
    }

    private byte[] start(Frame frame) {
        var data = bytes(frame);
        try {
            var named = model.inStart(data);
            return Arrays.equals(named, data) ? frame.raw() : frame("message_start", named);
        } catch (JsonSyntaxException e) {
            return frame.raw();
        }
    }

    /** Clients ignore data without an event's name; some servers send it so. */
    private static Frame named(Frame frame) {
        try {
            var type = Json.stringOrNull(Json.parseObject(frame.data()), "type");
            var name = type == null || !type.matches("[a-z_]+") ? "unknown" : type;
            return new Frame(name, frame.data(), frame(name, bytes(frame)));
        } catch (JsonSyntaxException e) {
            return new Frame("unknown", frame.data(), new byte[0]);
        }
    }

    private void fail(Frame frame) {
        try {
            out.accept(new StreamEvent.Failure(exchange.inBand(Json.parseObject(frame.data()))));
        } catch (JsonSyntaxException e) {
            out.accept(new StreamEvent.Failure(exchange.failure(502, ErrorType.API_ERROR, "sent a broken error")));
        }
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
