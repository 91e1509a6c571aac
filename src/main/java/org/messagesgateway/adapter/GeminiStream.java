package org.messagesgateway.adapter;

import java.nio.charset.StandardCharsets;
import org.messagesgateway.http.Frame;
import org.messagesgateway.http.FrameDecoder;
import org.messagesgateway.http.SseDecoder;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.UpstreamJson;

/**
 * Reads a streamed answer. Only its last byte ends it: there is no mark, and a finish may be followed by more. Confined to
 * one stream; not thread-safe.
 */
final class GeminiStream implements StreamTranslator {

    private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    private final GeminiReader reader;
    private final SseDecoder decoder = new SseDecoder(MAX_FRAME_BYTES);
    private final UpstreamJson json = new UpstreamJson();

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
            json.readAll(text).forEach(reader::read);
            json.failure().ifPresent(reader.stream()::fail);
        }
    }

    @Override
    public void end() {
        decoder.end().ifPresent(this::on);
        reader.end();
    }
}
