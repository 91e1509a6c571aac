package org.messagesgateway.adapter;

import jakarta.json.JsonObjectBuilder;
import org.messagesgateway.config.GeminiProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.ThinkingMode;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.Effort;
import org.messagesgateway.provider.ThinkingDisplay;

/** Writes how much the model shall think: a level or a budget, never both. Nothing asked, nothing written. */
final class GeminiThinkingConfig {

    private final MessagesRequest request;
    private final GeminiProfile profile;
    private final Dropped dropped;

    GeminiThinkingConfig(MessagesRequest request, GeminiProfile profile, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.dropped = dropped;
    }

    void addTo(JsonObjectBuilder generationConfig) {
        var mode = request.thinking();
        var isKnown = profile.thinking() != GeminiProfile.ThinkingRequest.NONE;
        if (request.effort() != null && (mode == null || !mode.isOn() || !isKnown)) {
            dropped.add("output_config.effort");
        }
        if (mode != null && isKnown) {
            generationConfig.add("thinkingConfig", config(mode));
        } else if (mode != null && mode.isOn()) {
            dropped.add("thinking");
        }
    }

    private JsonObjectBuilder config(ThinkingMode mode) {
        var config = Json.object();
        if (ThinkingDisplay.of(mode) == ThinkingDisplay.SHOWN) {
            config.add("includeThoughts", true);
        }
        return profile.thinking() == GeminiProfile.ThinkingRequest.LEVEL
                ? config.add("thinkingLevel", level(mode))
                : config.add("thinkingBudget", budget(mode));
    }

    private String level(ThinkingMode mode) {
        var effort = mode.isOn() ? Effort.of(mode, request.effort()) : Effort.MINIMAL;
        return effort.among(profile.levels());
    }

    private long budget(ThinkingMode mode) {
        if (!mode.isOn()) {
            return profile.offBudget();
        }
        var asked = mode.budget();
        var tokens = asked != null && request.effort() == null
                ? asked
                : Effort.of(mode, request.effort()).budget();
        return Math.max(profile.leastBudget(), Math.min(tokens, profile.mostBudget()));
    }
}
