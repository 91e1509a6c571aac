package org.messagesgateway.adapter;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.messagesgateway.config.ConverseProfile;
import org.messagesgateway.config.ConverseProfile.ThinkingField;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.InputMessage;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Role;
import org.messagesgateway.messages.ThinkingMode;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.Effort;

/** Writes how much the model shall think, in the words of its family. Nothing asked, nothing written. */
final class ConverseThinkingRequest {

    /** Claude takes no smaller budget, and none that leaves no room for the answer. */
    private static final long LEAST_BUDGET = 1024;

    private final MessagesRequest request;
    private final ConverseProfile profile;
    private final ConverseThoughts thoughts;
    private final Dropped dropped;

    ConverseThinkingRequest(
            MessagesRequest request, ConverseProfile profile, ConverseThoughts thoughts, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.thoughts = thoughts;
        this.dropped = dropped;
    }

    /** Whether the model will be asked to think. */
    boolean isOn() {
        var mode = request.thinking();
        return mode != null
                && mode.isOn()
                && profile.thinkingField() != ThinkingField.NONE
                && (profile.thinkingField() != ThinkingField.CLAUDE_BUDGET
                        || mostBudget() >= LEAST_BUDGET && !isInAnothersTurn());
    }

    /** A turn that called tools without Claude's thinking cannot go on with it: another model may have begun it. */
    private boolean isInAnothersTurn() {
        var turns = request.messages().stream()
                .filter(turn -> turn.role() == Role.ASSISTANT)
                .map(InputMessage::content)
                .toList();
        var last = turns.isEmpty() ? List.<ContentBlock>of() : turns.get(turns.size() - 1);
        return last.stream().anyMatch(ContentBlock.ToolUse.class::isInstance)
                && last.stream().noneMatch(this::isOwnThought);
    }

    private boolean isOwnThought(ContentBlock block) {
        return block instanceof ContentBlock.Thinking thinking && thoughts.content(thinking) != null
                || block instanceof ContentBlock.RedactedThinking redacted && thoughts.content(redacted) != null;
    }

    private long mostBudget() {
        var most = profile.maxOutputTokens();
        return (most == null ? request.maxTokens() : Math.min(most, request.maxTokens())) - 1;
    }

    void addTo(JsonObjectBuilder fields) {
        var mode = request.thinking();
        if (mode != null && isOn()) {
            addOn(fields, mode);
        } else if (mode != null && !mode.isOn()) {
            addOff(fields);
        } else if (mode != null) {
            dropped.add("thinking");
        }
        addEffort(fields);
    }

    private void addOn(JsonObjectBuilder fields, ThinkingMode mode) {
        var effort = Effort.of(mode, request.effort());
        var word = effort.among(profile.efforts());
        switch (profile.thinkingField()) {
            case NONE -> {}
            case CLAUDE_BUDGET -> fields.add("thinking", budget(mode, effort));
            case CLAUDE_ADAPTIVE -> fields.add("thinking", Json.object().add("type", "adaptive"));
            case REASONING_CONFIG_OBJECT ->
                fields.add(
                        "reasoningConfig", Json.object().add("type", "enabled").add("maxReasoningEffort", word));
            case REASONING_CONFIG -> fields.add("reasoning_config", word);
            case REASONING_EFFORT -> fields.add("reasoning_effort", word);
        }
    }

    private JsonObjectBuilder budget(ThinkingMode mode, Effort effort) {
        var asked = mode.budget();
        var tokens = asked != null && request.effort() == null ? asked : effort.budget();
        var budget = Math.max(LEAST_BUDGET, Math.min(tokens, mostBudget()));
        return Json.object().add("type", "enabled").add("budget_tokens", budget);
    }

    private void addOff(JsonObjectBuilder fields) {
        switch (profile.thinkingField()) {
            case NONE, CLAUDE_BUDGET -> {}
            case CLAUDE_ADAPTIVE -> fields.add("thinking", Json.object().add("type", "disabled"));
            case REASONING_CONFIG_OBJECT ->
                fields.add("reasoningConfig", Json.object().add("type", "disabled"));
            case REASONING_CONFIG -> addLeast(fields, "reasoning_config");
            case REASONING_EFFORT -> addLeast(fields, "reasoning_effort");
        }
    }

    private void addLeast(JsonObjectBuilder fields, String name) {
        for (var least : List.of("none", "minimal")) {
            if (profile.efforts().contains(least)) {
                fields.add(name, least);
                return;
            }
        }
        dropped.add("thinking");
    }

    /** An effort says more than how to think only to the models that have a field for it; to others it says just that. */
    private void addEffort(JsonObjectBuilder fields) {
        var mode = request.thinking();
        if (profile.thinkingField() == ThinkingField.CLAUDE_ADAPTIVE) {
            if (request.effort() != null || mode != null && mode.budget() != null) {
                var asked = mode == null ? new ThinkingMode(ThinkingMode.Kind.ADAPTIVE, null, false) : mode;
                var word = Effort.of(asked, request.effort()).among(profile.efforts());
                fields.add("output_config", Json.object().add("effort", word));
            }
        } else if (request.effort() != null && !isOn()) {
            dropped.add("output_config.effort");
        }
    }
}
