package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.Usage;

/** Reads usage: what a cache gave or took is counted apart already. Stateless. */
final class ConverseUsage {

    private ConverseUsage() {}

    static Usage of(JsonObject usage) {
        return new Usage(
                Json.count(usage, "inputTokens"),
                Json.count(usage, "cacheReadInputTokens"),
                Json.count(usage, "cacheWriteInputTokens"),
                Json.count(usage, "outputTokens"),
                0);
    }
}
