package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ChatProfile;
import org.messagesgateway.config.ChatProfile.ReasoningReplay;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.ThinkingMode;
import org.messagesgateway.provider.BrandedSignature;
import org.messagesgateway.provider.Dropped;

/**
 * Gives an upstream back what it thought, where it wants that. Only thinking that came through this gateway from a
 * server like this one is given back; any other is dropped, never shown as text.
 */
final class ChatReplay {

    /** Plain thinking. The payload is its text where the client did not get it, else empty. */
    static final String TEXT_BRAND = "reasoning";

    /** The payload is an array of {@code reasoning_details}. */
    static final String DETAILS_BRAND = "reasoning-details";

    /** @param details the array as the upstream wrote it, if it did */
    record Thought(String text, @Nullable JsonValue details) {}

    private final ChatProfile profile;
    private final boolean isOff;
    private final Dropped dropped;

    ChatReplay(ChatProfile profile, @Nullable ThinkingMode mode, Dropped dropped) {
        this.profile = profile;
        this.isOff = mode != null && !mode.isOn();
        this.dropped = dropped;
    }

    static boolean isThinking(ContentBlock block) {
        return block instanceof ContentBlock.Thinking || block instanceof ContentBlock.RedactedThinking;
    }

    /** What a turn's thinking was; none where the upstream does not want it. */
    List<Thought> of(List<ContentBlock> content) {
        var thoughts = new ArrayList<Thought>();
        for (var block : content) {
            var thought = block instanceof ContentBlock.Thinking thinking ? thought(thinking) : null;
            if (thought != null) {
                thoughts.add(thought);
            } else if (isThinking(block)) {
                dropped.add("messages.content.thinking");
            }
        }
        return profile.reasoningReplay() == ReasoningReplay.NONE ? List.of() : thoughts;
    }

    private static @Nullable Thought thought(ContentBlock.Thinking block) {
        var signature = BrandedSignature.parse(block.signature()).orElse(null);
        if (signature == null) {
            return null;
        }
        return switch (signature.brand()) {
            case TEXT_BRAND -> new Thought(block.thinking().isEmpty() ? signature.payload() : block.thinking(), null);
            case DETAILS_BRAND -> new Thought(block.thinking(), details(signature.payload()));
            default -> null;
        };
    }

    private static @Nullable JsonValue details(String payload) {
        try {
            return Json.parse(payload);
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    /** Writes an assistant turn's content, and its thinking where the profile says. */
    void addContent(JsonObjectBuilder message, JsonString text, boolean called, List<Thought> thoughts) {
        if (profile.reasoningReplay() == ReasoningReplay.THINKING_PART && !thoughts.isEmpty()) {
            message.add("content", thinkingParts(text, thoughts));
            return;
        }
        message.add("content", Json.isEmpty(text) && profile.nullContent() ? JsonValue.NULL : text);
        var whole = thoughts.stream().map(Thought::text).collect(Collectors.joining("\n"));
        switch (profile.reasoningReplay()) {
            case REASONING_CONTENT -> addReasoningContent(message, whole, called);
            case REASONING -> addReasoning(message, whole);
            case REASONING_DETAILS -> addDetails(message, whole, thoughts);
            case NONE, THINKING_PART -> {}
        }
    }

    /** Beside calls it must be there, though the client may have lost it. */
    private void addReasoningContent(JsonObjectBuilder message, String whole, boolean called) {
        if (called && !(isOff && whole.isEmpty())) {
            message.add("reasoning_content", whole);
        }
    }

    private static void addReasoning(JsonObjectBuilder message, String whole) {
        if (!whole.isEmpty()) {
            message.add("reasoning", whole);
        }
    }

    private static void addDetails(JsonObjectBuilder message, String whole, List<Thought> thoughts) {
        var details = Json.array();
        var known = false;
        for (var thought : thoughts) {
            if (thought.details() instanceof JsonArray list) {
                list.forEach(details::add);
                known = true;
            }
        }
        if (known) {
            message.add("reasoning_details", details);
        } else {
            addReasoning(message, whole);
        }
    }

    private static JsonValue thinkingParts(JsonString text, List<Thought> thoughts) {
        var parts = Json.array();
        for (var thought : thoughts) {
            var inner = Json.array().add(Json.object().add("type", "text").add("text", thought.text()));
            parts.add(Json.object().add("type", "thinking").add("thinking", inner));
        }
        if (!Json.isEmpty(text)) {
            parts.add(Json.object().add("type", "text").add("text", text));
        }
        return parts.build();
    }
}
