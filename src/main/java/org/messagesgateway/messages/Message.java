package org.messagesgateway.messages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer. Immutable.
 *
 * @param model the name that the caller asked for
 * @param stopReason null only in {@code message_start}
 * @param refusal the explanation of a refusal, if there is one
 */
public record Message(
        String id,
        String model,
        List<ContentBlock> content,
        @Nullable StopReason stopReason,
        @Nullable String stopSequence,
        @Nullable String refusal,
        Usage usage) {

    public Message {
        content = List.copyOf(content);
    }
}
