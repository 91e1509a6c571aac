package org.messagesgateway.adapter;

import org.messagesgateway.http.Frame;
import org.messagesgateway.http.FrameDecoder;
import org.messagesgateway.http.SseDecoder;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.UpstreamJson;

/**
 * Reads a streamed answer, which ends with an event that says how; some servers send {@code [DONE]} behind it. Confined
 * to one stream; not thread-safe.
 */
final class ResponsesStream implements StreamTranslator {

    private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    private final ResponsesReader reader;
    private final SseDecoder decoder = new SseDecoder(MAX_FRAME_BYTES);
    private final UpstreamJson json = new UpstreamJson();

    ResponsesStream(ResponsesReader reader) {
        this.reader = reader;
    }

    @Override
    public FrameDecoder decoder() {
        return decoder;
    }

    @Override
    public void on(Frame frame) {
        var data = frame.data().strip();
        if (data.isEmpty() || data.equals("[DONE]")) {
            return;
        }
        var event = json.read(data);
        if (frame.name().equals("error")) {
            reader.fail(event.isPresent() ? event.get() : Json.string(data));
        } else {
            event.ifPresent(reader::read);
            json.failure().ifPresent(reader.stream()::fail);
        }
    }

    @Override
    public void end() {
        decoder.end().ifPresent(this::on);
        reader.stream().end();
    }
}
