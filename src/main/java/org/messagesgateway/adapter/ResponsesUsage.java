package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.Usage;

/** Reads usage: the upstream's {@code input_tokens} include what the cache gave. Stateless. */
final class ResponsesUsage {

    private ResponsesUsage() {}

    static Usage of(JsonObject usage) {
        var input = Json.objectOrNull(usage, "input_tokens_details");
        var output = Json.objectOrNull(usage, "output_tokens_details");
        return Usage.ofWholePrompt(
                Json.count(usage, "input_tokens"),
                Json.count(input, "cached_tokens"),
                Json.count(input, "cache_write_tokens"),
                Json.count(usage, "output_tokens"),
                Json.count(output, "reasoning_tokens"));
    }
}
