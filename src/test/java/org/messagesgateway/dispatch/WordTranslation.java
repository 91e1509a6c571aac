package org.messagesgateway.dispatch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.messagesgateway.http.Frame;
import org.messagesgateway.http.FrameDecoder;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamEvent.Forwarded;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;

/** A dialect of one word a line: {@code start}, {@code text}, {@code stop}, {@code overloaded}, {@code bug}; and
 * {@code comment}, which says nothing.
 */
record WordTranslation(Target target) implements Translation {

    @Override
    public UpstreamRequest request() {
        return UpstreamRequest.postJson(target.resolve("/"), target.headers(), new byte[0]);
    }

    @Override
    public List<String> dropped() {
        return List.of();
    }

    @Override
    public byte[] answer(UpstreamResponse response) {
        if (response.text().equals("overloaded")) {
            throw new ApiException(new ApiError(ErrorType.OVERLOADED_ERROR, ""));
        }
        return response.body();
    }

    @Override
    public ApiError error(UpstreamResponse response) {
        return new ApiError(response.status(), ErrorType.ofStatus(response.status()), response.text());
    }

    @Override
    public StreamTranslator stream(EventSink out) {
        return new Words(out);
    }

    private static final class Words implements StreamTranslator, FrameDecoder {

        private final EventSink out;
        private boolean stopped;

        Words(EventSink out) {
            this.out = out;
        }

        @Override
        public FrameDecoder decoder() {
            return this;
        }

        @Override
        public String mediaType() {
            return "text/event-stream";
        }

        @Override
        public void decode(ByteBuffer bytes, Consumer<Frame> frames) {
            StandardCharsets.UTF_8
                    .decode(bytes)
                    .toString()
                    .lines()
                    .forEach(word -> frames.accept(frame(word.equals("comment") ? "" : word)));
        }

        private static Frame frame(String word) {
            return new Frame(word, word, word.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void on(Frame frame) {
            switch (frame.name()) {
                case "" -> {}
                case "start" -> out.accept(new Forwarded(Forwarded.Kind.PREAMBLE, frame.raw()));
                case "stop" -> {
                    stopped = true;
                    out.accept(new Forwarded(Forwarded.Kind.STOP, frame.raw()));
                }
                case "overloaded" -> out.accept(new StreamEvent.Failure(new ApiError(ErrorType.OVERLOADED_ERROR, "")));
                case "bug" -> throw new IllegalStateException("a bug in the adapter");
                default -> out.accept(new Forwarded(Forwarded.Kind.CONTENT, frame.raw()));
            }
        }

        @Override
        public void end() {
            if (!stopped) {
                out.accept(new StreamEvent.Failure(new ApiError(502, ErrorType.API_ERROR, "")));
            }
        }
    }
}
