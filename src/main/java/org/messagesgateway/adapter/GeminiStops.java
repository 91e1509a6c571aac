package org.messagesgateway.adapter;

import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.provider.MessageStream;

/** Reads {@code finishReason}. Stateless. */
final class GeminiStops {

    private GeminiStops() {}

    /** @param hasContent whether the answer has said anything */
    static void read(String finish, boolean hasContent, MessageStream stream) {
        switch (finish) {
            case "STOP" -> stream.stop(StopReason.END_TURN, null);
            case "MAX_TOKENS" -> stream.stop(StopReason.MAX_TOKENS, null);
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "MODEL_ARMOR",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION",
                    "IMAGE_OTHER",
                    "NO_IMAGE" -> stream.blocked(finish);
            case "MALFORMED_FUNCTION_CALL",
                    "UNEXPECTED_TOOL_CALL",
                    "TOO_MANY_TOOL_CALLS",
                    "MISSING_THOUGHT_SIGNATURE",
                    "MALFORMED_RESPONSE" -> fail(finish, stream);
            default -> {
                if (hasContent) {
                    stream.stop(StopReason.END_TURN, null);
                } else {
                    fail(finish, stream);
                }
            }
        }
    }

    private static void fail(String finish, MessageStream stream) {
        var word = finish.replaceAll("[^A-Z_]", "");
        stream.fail(new ApiError(502, ErrorType.API_ERROR, "the upstream's model gave up: " + word));
    }
}
