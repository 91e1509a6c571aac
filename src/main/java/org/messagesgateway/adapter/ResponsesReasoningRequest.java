package org.messagesgateway.adapter;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.messagesgateway.config.ResponsesProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.ThinkingMode;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.Effort;

/** Writes how much the model shall think, and what it shall tell of it. Nothing asked, nothing written. */
final class ResponsesReasoningRequest {

    private final MessagesRequest request;
    private final ResponsesProfile profile;
    private final Dropped dropped;

    ResponsesReasoningRequest(MessagesRequest request, ResponsesProfile profile, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.dropped = dropped;
    }

    /** @param include takes what the answer shall hold beside the usual */
    void addTo(JsonObjectBuilder body, JsonArrayBuilder include) {
        var mode = request.thinking();
        if (mode != null && mode.isOn() && !profile.efforts().isEmpty()) {
            addOn(body, mode, include);
            return;
        }
        if (request.effort() != null) {
            dropped.add("output_config.effort");
        }
        if (mode != null && mode.isOn()) {
            dropped.add("thinking");
        } else if (mode != null) {
            addOff(body);
        }
    }

    private void addOn(JsonObjectBuilder body, ThinkingMode mode, JsonArrayBuilder include) {
        var reasoning =
                Json.object().add("effort", Effort.of(mode, request.effort()).among(profile.efforts()));
        if (profile.summaries() && !mode.omitted()) {
            reasoning.add("summary", "auto");
        }
        body.add("reasoning", reasoning);
        if (profile.encryptedReasoning()) {
            include.add("reasoning.encrypted_content");
        }
    }

    private void addOff(JsonObjectBuilder body) {
        for (var least : List.of("none", "minimal")) {
            if (profile.efforts().contains(least)) {
                body.add("reasoning", Json.object().add("effort", least));
                return;
            }
        }
        if (!profile.efforts().isEmpty()) {
            dropped.add("thinking");
        }
    }
}
