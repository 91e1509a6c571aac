package org.messagesgateway.adapter;

import org.messagesgateway.http.Frame;
import org.messagesgateway.http.FrameDecoder;
import org.messagesgateway.http.SseDecoder;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.UpstreamErrors;
import org.messagesgateway.provider.UpstreamJson;

/**
 * Reads a streamed answer. It is over with {@code [DONE]}, with the last byte, or, when finish and usage are there, with
 * the next sign of life that is none of content. Confined to one stream; not thread-safe.
 */
final class ChatStream implements StreamTranslator {

    private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    private final ChatReader reader;
    private final UpstreamErrors errors;
    private final SseDecoder decoder = new SseDecoder(MAX_FRAME_BYTES);
    private final UpstreamJson json = new UpstreamJson();

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
        var chunk = json.read(data);
        if (name.equals("error")) {
            reader.stream().fail(errors.inBand(chunk.isPresent() ? chunk.get() : Json.string(data)));
        } else {
            chunk.ifPresent(reader::read);
            json.failure().ifPresent(reader.stream()::fail);
        }
    }

    @Override
    public void end() {
        decoder.end().ifPresent(this::on);
        reader.end();
    }
}
