package org.messagesgateway.adapter;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.Usage;

/** Reads usage: {@code prompt_tokens} includes what the cache gave, input tokens do not. Stateless. */
final class ChatUsage {

    private ChatUsage() {}

    static Usage of(JsonObject usage) {
        var prompt = number(usage, "prompt_tokens");
        var details = Json.objectOrNull(usage, "prompt_tokens_details");
        var read = first(
                number(details, "cached_tokens"),
                number(usage, "cache_read_input_tokens"),
                number(usage, "prompt_cache_hit_tokens"),
                number(usage, "cached_tokens"));
        var written = first(
                number(details, "cache_write_tokens"),
                number(details, "cache_creation_tokens"),
                number(usage, "cache_creation_input_tokens"));
        var output = output(usage, prompt);
        var thinking = number(Json.objectOrNull(usage, "completion_tokens_details"), "reasoning_tokens");
        // Servers that count as Anthropic does have left them out already.
        if (usage.containsKey("cache_read_input_tokens") && prompt < read) {
            return new Usage(prompt, read, written, output, thinking);
        }
        return Usage.ofWholePrompt(prompt, read, written, output, thinking);
    }

    /** Some gateways tell the answer's tokens only within the total. */
    private static long output(JsonObject usage, long prompt) {
        var completion = number(usage, "completion_tokens");
        var total = number(usage, "total_tokens");
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

    private static long number(@Nullable JsonObject object, String key) {
        return object != null && object.get(key) instanceof JsonNumber number ? Math.max(0, number.longValue()) : 0;
    }
}
