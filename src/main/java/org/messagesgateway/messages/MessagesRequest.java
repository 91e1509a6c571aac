package org.messagesgateway.messages;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request, as far as the gateway acts on it. Immutable.
 *
 * @param effort the word that holds for the next turn: a turn's own, else the request's
 * @param outputSchema the schema of {@code output_config.format}
 * @param cacheControl the top-level marker, meant for the last block that can be cached
 * @param rest every other top-level member, for adapters to name as dropped
 */
public record MessagesRequest(
        String model,
        long maxTokens,
        boolean stream,
        List<ContentBlock> system,
        List<InputMessage> messages,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable ThinkingMode thinking,
        @Nullable String effort,
        @Nullable JsonObject outputSchema,
        List<String> stopSequences,
        @Nullable JsonNumber temperature,
        @Nullable JsonNumber topP,
        @Nullable JsonNumber topK,
        @Nullable String userId,
        @Nullable String serviceTier,
        @Nullable JsonObject cacheControl,
        JsonObject rest) {

    public MessagesRequest {
        system = List.copyOf(system);
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        stopSequences = List.copyOf(stopSequences);
    }

    /** Every call in the conversation, in its order. */
    public Stream<ContentBlock.ToolUse> toolUses() {
        return messages.stream()
                .flatMap(turn -> turn.content().stream())
                .filter(ContentBlock.ToolUse.class::isInstance)
                .map(ContentBlock.ToolUse.class::cast);
    }

    /** Whether the model has not answered this turn yet. */
    public boolean isNew(int turn) {
        return messages.subList(turn, messages.size()).stream().noneMatch(message -> message.role() == Role.ASSISTANT);
    }

    /** The same request with another conversation. */
    public MessagesRequest with(List<ContentBlock> newSystem, List<InputMessage> newMessages) {
        return new MessagesRequest(
                model,
                maxTokens,
                stream,
                newSystem,
                newMessages,
                tools,
                toolChoice,
                thinking,
                effort,
                outputSchema,
                stopSequences,
                temperature,
                topP,
                topK,
                userId,
                serviceTier,
                cacheControl,
                rest);
    }
}
