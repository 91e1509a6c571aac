package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.Usage;

/** Reads usage: {@code prompt_tokens} includes what the cache gave, input tokens do not. Stateless. */
final class ChatUsage {

    private ChatUsage() {}

    static Usage of(JsonObject usage) {
        var prompt = Json.count(usage, "prompt_tokens");
        var details = Json.objectOrNull(usage, "prompt_tokens_details");
        var read = first(
                Json.count(details, "cached_tokens"),
                Json.count(usage, "cache_read_input_tokens"),
                Json.count(usage, "prompt_cache_hit_tokens"),
                Json.count(usage, "cached_tokens"));
        var written = first(
                Json.count(details, "cache_write_tokens"),
                Json.count(details, "cache_creation_tokens"),
                Json.count(usage, "cache_creation_input_tokens"));
        var output = output(usage, prompt);
        var thinking = Json.count(Json.objectOrNull(usage, "completion_tokens_details"), "reasoning_tokens");
        // Servers that count as Anthropic does have left them out already.
        if (usage.containsKey("cache_read_input_tokens") && prompt < read) {
            return new Usage(prompt, read, written, output, thinking);
        }
        return Usage.ofWholePrompt(prompt, read, written, output, thinking);
    }

    /** Some gateways tell the answer's tokens only within the total. */
    private static long output(JsonObject usage, long prompt) {
        var completion = Json.count(usage, "completion_tokens");
        var total = Json.count(usage, "total_tokens");
        return completion == 0 && total > prompt ? total - prompt : completion;
    }

    private static long first(long... numbers) {
        for (var number : numbers) {
            if (number > 0) {
                return number;
            }
        }
        return 0;
    }
}
