package org.messagesgateway.adapter;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import org.messagesgateway.messages.Usage;

/** Reads usage: the prompt's count includes what the cache gave, input tokens do not; thinking is counted apart. Stateless. */
final class GeminiUsage {

    private GeminiUsage() {}

    /** Early chunks may say only what sort of traffic they are. */
    static boolean isCount(JsonObject usage) {
        return usage.containsKey("promptTokenCount");
    }

    static Usage of(JsonObject usage) {
        var prompt = number(usage, "promptTokenCount") + number(usage, "toolUsePromptTokenCount");
        var cached = Math.min(number(usage, "cachedContentTokenCount"), prompt);
        var thinking = number(usage, "thoughtsTokenCount");
        var output = number(usage, "candidatesTokenCount") + thinking;
        return new Usage(prompt - cached, cached, 0, output, thinking);
    }

    private static long number(JsonObject usage, String key) {
        return usage.get(key) instanceof JsonNumber number ? Math.max(0, number.longValue()) : 0;
    }
}
