package org.messagesgateway.messages;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event of a Messages stream. Immutable. */
public sealed interface StreamEvent {

    /** {@code content} is empty and {@code stopReason} absent in a start. */
    record MessageStart(Message message) implements StreamEvent {}

    record BlockStart(int index, ContentBlock block) implements StreamEvent {}

    record BlockDelta(int index, Delta delta) implements StreamEvent {}

    record BlockStop(int index) implements StreamEvent {}

    /** @param usage cumulative for the whole message */
    record MessageDelta(StopReason stopReason, @Nullable String stopSequence, @Nullable String refusal, Usage usage)
            implements StreamEvent {}

    record MessageStop() implements StreamEvent {}

    record Ping() implements StreamEvent {}

    /** Ends the stream; nothing follows it. */
    record Failure(ApiError error) implements StreamEvent {}

    /**
     * An event of an upstream that itself speaks Messages, as its bytes came, blank line included.
     *
     * @param kind what it means for the stream
     */
    record Forwarded(Kind kind, byte[] frame) implements StreamEvent {

        /** What the relay needs to know of a forwarded event. */
        public enum Kind {
            /** {@code message_start}, {@code ping}, comments: a failure after these can still become a status. */
            PREAMBLE,
            /** {@code content_block_start}: the first of them asks for a ping. */
            BLOCK_START,
            CONTENT,
            /** {@code message_stop}: the stream is whole. */
            STOP
        }
    }

    /** The failure, if this is one. */
    default Optional<ApiError> failure() {
        return this instanceof Failure failure ? Optional.of(failure.error()) : Optional.empty();
    }
}
