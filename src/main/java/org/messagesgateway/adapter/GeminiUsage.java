package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.Usage;

/** Reads usage: the prompt's count includes what the cache gave, input tokens do not; thinking is counted apart. Stateless. */
final class GeminiUsage {

    private GeminiUsage() {}

    /** Early chunks may say only what sort of traffic they are. */
    static boolean isCount(JsonObject usage) {
        return usage.containsKey("promptTokenCount");
    }

    static Usage of(JsonObject usage) {
        var prompt = Json.count(usage, "promptTokenCount") + Json.count(usage, "toolUsePromptTokenCount");
        var thinking = Json.count(usage, "thoughtsTokenCount");
        var output = Json.count(usage, "candidatesTokenCount") + thinking;
        return Usage.ofWholePrompt(prompt, Json.count(usage, "cachedContentTokenCount"), 0, output, thinking);
    }
}
