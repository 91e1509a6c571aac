package org.messagesgateway.adapter;

import org.jspecify.annotations.Nullable;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.provider.MessageStream;

/** Reads {@code finish_reason}. Stateless. */
final class ChatStops {

    private ChatStops() {}

    /** @param matched the stop sequence that was met, from servers that tell it */
    static void read(String finish, @Nullable String matched, MessageStream stream) {
        switch (finish) {
            case "", "null" -> {}
            case "length", "max_tokens" -> stream.stop(StopReason.MAX_TOKENS, null);
            case "model_length" -> stream.stop(StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED, null);
            case "tool_calls", "function_call" -> stream.stop(StopReason.TOOL_USE, null);
            case "content_filter", "sensitive" -> stream.stop(StopReason.REFUSAL, null);
            case "error", "network_error", "abort" ->
                stream.fail(new ApiError(502, ErrorType.API_ERROR, "the upstream failed while it answered"));
            case "insufficient_system_resource" ->
                stream.fail(new ApiError(ErrorType.OVERLOADED_ERROR, "the upstream is overloaded"));
            case "stop" -> stream.stop(matched == null ? StopReason.END_TURN : StopReason.STOP_SEQUENCE, matched);
            // Vendors have words of their own for an ordinary end, such as "eos".
            default -> stream.stop(StopReason.END_TURN, null);
        }
    }
}
