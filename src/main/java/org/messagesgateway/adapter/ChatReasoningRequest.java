package org.messagesgateway.adapter;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ChatProfile;
import org.messagesgateway.config.ChatProfile.ReasoningRequest;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.ThinkingMode;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.Effort;

/** Writes how much the model shall think, in the words of its server. Nothing asked, nothing written. */
final class ChatReasoningRequest {

    private final MessagesRequest request;
    private final ChatProfile profile;
    private final Dropped dropped;

    ChatReasoningRequest(MessagesRequest request, ChatProfile profile, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.dropped = dropped;
    }

    void addTo(JsonObjectBuilder body, boolean withTools) {
        var mode = request.thinking();
        if (mode == null) {
            addWithoutMode(body, withTools);
        } else if (mode.isOn()) {
            addOn(body, mode, withTools);
        } else {
            addOff(body);
        }
    }

    /** Where a forced choice and thinking exclude each other, and nobody asked for thinking, the choice wins. */
    private void addWithoutMode(JsonObjectBuilder body, boolean withTools) {
        var choice = request.toolChoice();
        if (withTools && choice != null && choice.isForced() && !profile.forcedChoiceWithThinking()) {
            addOff(body);
        }
        if (request.effort() != null) {
            dropped.add("output_config.effort");
        }
    }

    private void addOff(JsonObjectBuilder body) {
        switch (profile.reasoningRequest()) {
            case NONE -> {}
            case EFFORT -> addLeastEffort(body);
            case REASONING_OBJECT -> body.add("reasoning", Json.object().add("enabled", false));
            case THINKING_TYPE, THINKING_TYPE_AND_EFFORT ->
                body.add("thinking", Json.object().add("type", "disabled"));
            case ENABLE_THINKING -> body.add("enable_thinking", false);
        }
    }

    private void addLeastEffort(JsonObjectBuilder body) {
        for (var least : List.of("none", "minimal")) {
            if (profile.efforts().contains(least)) {
                body.add("reasoning_effort", least);
                return;
            }
        }
        dropped.add("thinking");
    }

    private void addOn(JsonObjectBuilder body, ThinkingMode mode, boolean withTools) {
        var word = Effort.of(mode, request.effort()).among(profile.efforts());
        switch (profile.reasoningRequest()) {
            case NONE -> dropped.add("thinking");
            case EFFORT -> addEffort(body, word, withTools);
            case REASONING_OBJECT -> body.add("reasoning", reasoning(mode, word));
            case THINKING_TYPE -> body.add("thinking", Json.object().add("type", "enabled"));
            case THINKING_TYPE_AND_EFFORT ->
                body.add("thinking", Json.object().add("type", "enabled")).add("reasoning_effort", word);
            case ENABLE_THINKING -> addEnabled(body, mode.budget());
        }
        if (profile.reasoningRequest() == ReasoningRequest.NONE && request.effort() != null) {
            dropped.add("output_config.effort");
        }
    }

    private void addEffort(JsonObjectBuilder body, String word, boolean withTools) {
        if (withTools && !profile.effortWithTools()) {
            dropped.add("thinking");
            addLeastEffort(body);
        } else {
            body.add("reasoning_effort", word);
        }
    }

    private JsonObjectBuilder reasoning(ThinkingMode mode, String word) {
        var budget = mode.budget();
        return budget != null && request.effort() == null && budget < request.maxTokens()
                ? Json.object().add("max_tokens", budget)
                : Json.object().add("effort", word);
    }

    private static void addEnabled(JsonObjectBuilder body, @Nullable Long budget) {
        body.add("enable_thinking", true);
        if (budget != null) {
            body.add("thinking_budget", budget);
        }
    }
}
