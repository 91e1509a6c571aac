package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.http.Frame;
import org.messagesgateway.http.FrameDecoder;
import org.messagesgateway.http.SseDecoder;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.UpstreamErrors;

/**
 * Reads a streamed answer. It is over with {@code [DONE]}, with the last byte, or, when finish and usage are there, with
 * the next sign of life that is none of content. Confined to one stream; not thread-safe.
 */
final class ChatStream implements StreamTranslator {

    private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;
    private static final int MAX_NOISE = 5;

    private final ChatReader reader;
    private final UpstreamErrors errors;
    private final SseDecoder decoder = new SseDecoder(MAX_FRAME_BYTES);
    private int noise;

    ChatStream(ChatReader reader, UpstreamErrors errors) {
        this.reader = reader;
        this.errors = errors;
    }

    @Override
    public FrameDecoder decoder() {
        return decoder;
    }

    @Override
    public void on(Frame frame) {
        var data = frame.data().strip();
        if (data.isEmpty()) {
            silence();
        } else if (data.equals("[DONE]")) {
            reader.end();
        } else {
            onData(frame.name(), data);
        }
    }

    /** Some servers keep a stream open that has nothing more to say, with comments or without. */
    @Override
    public void silence() {
        if (reader.isComplete()) {
            reader.end();
        }
    }

    private void onData(String name, String data) {
        var chunk = parsed(data);
        if (name.equals("error")) {
            reader.stream().fail(errors.inBand(chunk == null ? Json.string(data) : chunk));
        } else if (chunk != null) {
            reader.read(chunk);
        } else if (++noise > MAX_NOISE) {
            reader.stream().fail(new ApiError(502, ErrorType.API_ERROR, "the upstream's stream is not JSON"));
        }
    }

    private static @Nullable JsonObject parsed(String data) {
        try {
            return Json.parseObject(data);
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    @Override
    public void end() {
        decoder.end().ifPresent(this::on);
        reader.end();
    }
}
