package org.messagesgateway.adapter;

import java.nio.charset.StandardCharsets;
import org.messagesgateway.http.Frame;
import org.messagesgateway.http.FrameDecoder;
import org.messagesgateway.http.SseDecoder;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.provider.StreamTranslator;

/**
 * Reads a streamed answer. Only its last byte ends it: there is no mark, and a finish may be followed by more. Confined to
 * one stream; not thread-safe.
 */
final class GeminiStream implements StreamTranslator {

    private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;
    private static final int MAX_NOISE = 5;

    private final GeminiReader reader;
    private final SseDecoder decoder = new SseDecoder(MAX_FRAME_BYTES);
    private int noise;

    GeminiStream(GeminiReader reader) {
        this.reader = reader;
    }

    @Override
    public FrameDecoder decoder() {
        return decoder;
    }

    /** An error may come as bare JSON, without the framing of an event. */
    @Override
    public void on(Frame frame) {
        var raw = new String(frame.raw(), StandardCharsets.UTF_8).strip();
        var isBare = raw.startsWith("{") || raw.startsWith("[");
        var text = isBare ? raw : frame.data().strip();
        if (!text.isEmpty() && !text.equals("[DONE]")) {
            read(text);
        }
    }

    private void read(String text) {
        try {
            GeminiAnswers.chunks(Json.parse(text)).forEach(reader::read);
        } catch (JsonSyntaxException e) {
            if (++noise > MAX_NOISE) {
                reader.stream().fail(new ApiError(502, ErrorType.API_ERROR, "the upstream's stream is not JSON"));
            }
        }
    }

    @Override
    public void end() {
        decoder.end().ifPresent(this::on);
        reader.end();
    }
}
