package org.messagesgateway.adapter;

import org.jspecify.annotations.Nullable;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.UpstreamJson;

/** Reads {@code stopReason}. Stateless. */
final class ConverseStops {

    private ConverseStops() {}

    /**
     * @param sequence the stop sequence, where the model told it
     * @param hasContent whether the answer has said anything
     */
    static void read(String reason, @Nullable String sequence, boolean hasContent, MessageStream stream) {
        switch (reason) {
            case "end_turn" -> stream.stop(StopReason.END_TURN, null);
            case "tool_use" -> stream.stop(StopReason.TOOL_USE, null);
            case "max_tokens" -> stream.stop(StopReason.MAX_TOKENS, null);
            case "stop_sequence" -> stream.stop(StopReason.STOP_SEQUENCE, sequence);
            case "model_context_window_exceeded" -> stream.stop(StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED, null);
            case "content_filtered", "guardrail_intervened" -> stream.blocked(reason);
            case "malformed_model_output", "malformed_tool_use" -> fail(reason, stream);
            default -> {
                if (hasContent && !reason.isEmpty()) {
                    stream.stop(StopReason.END_TURN, null);
                } else {
                    fail(reason, stream);
                }
            }
        }
    }

    private static void fail(String reason, MessageStream stream) {
        var word = reason.replaceAll("[^a-z_]", "");
        stream.fail(UpstreamJson.unreadable("the upstream's model gave up: " + (word.isEmpty() ? "no reason" : word))
                .error());
    }
}
