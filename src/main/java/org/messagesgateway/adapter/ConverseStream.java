package org.messagesgateway.adapter;

import org.messagesgateway.http.EventStreamDecoder;
import org.messagesgateway.http.Frame;
import org.messagesgateway.http.FrameDecoder;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.UpstreamErrors;
import org.messagesgateway.provider.UpstreamJson;

/**
 * Reads a streamed answer. It is over when both its stop and, behind that, its usage are there; the last byte, or silence,
 * ends one that has only the stop. Confined to one stream; not thread-safe.
 */
final class ConverseStream implements StreamTranslator {

    private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    /** Frames in a row that say nothing; a few are a sign of life. */
    private static final int MOST_EMPTY = 10_000;

    private final ConverseReader reader;
    private final UpstreamErrors errors;
    private final EventStreamDecoder decoder = new EventStreamDecoder(MAX_FRAME_BYTES);
    private final UpstreamJson json = new UpstreamJson();
    private int empty;

    ConverseStream(ConverseReader reader, UpstreamErrors errors) {
        this.reader = reader;
        this.errors = errors;
    }

    @Override
    public FrameDecoder decoder() {
        return decoder;
    }

    @Override
    public void on(Frame frame) {
        var failure = EventStreamDecoder.failure(frame);
        if (failure.isPresent()) {
            reader.stream().fail(errors.ofException(failure.get(), frame.data()));
        } else if (frame.data().isBlank()) {
            onEmpty();
        } else {
            empty = 0;
            json.read(frame.data()).ifPresent(payload -> reader.read(frame.name(), payload));
            json.failure().ifPresent(reader.stream()::fail);
        }
        if (reader.isComplete()) {
            reader.stream().end();
        }
    }

    private void onEmpty() {
        if (++empty > MOST_EMPTY) {
            reader.stream()
                    .fail(UpstreamJson.unreadable("the upstream's stream goes on and says nothing")
                            .error());
        }
    }

    /** The usage may never come. */
    @Override
    public void silence() {
        if (reader.stream().hasStop()) {
            reader.stream().end();
        }
    }

    @Override
    public void end() {
        reader.stream().end();
    }
}
