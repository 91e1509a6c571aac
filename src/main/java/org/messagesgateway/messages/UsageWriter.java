package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.messagesgateway.json.Json;

/** Writes usage: whole, as a message has it, or cumulative, as {@code message_delta} has it. Stateless. */
final class UsageWriter {

    private UsageWriter() {}

    static JsonObject whole(Usage usage) {
        return input(usage)
                .add(
                        "cache_creation",
                        Json.object()
                                .add("ephemeral_5m_input_tokens", usage.cacheCreation())
                                .add("ephemeral_1h_input_tokens", 0))
                .add("output_tokens", usage.output())
                .add("output_tokens_details", details(usage))
                .add("server_tool_use", serverTools(usage))
                .add("service_tier", "standard")
                .addNull("inference_geo")
                .addNull("speed")
                .build();
    }

    static JsonObject cumulative(Usage usage) {
        return input(usage)
                .add("output_tokens", usage.output())
                .add("output_tokens_details", details(usage))
                .add("server_tool_use", serverTools(usage))
                .build();
    }

    private static JsonObjectBuilder input(Usage usage) {
        return Json.object()
                .add("input_tokens", usage.input())
                .add("cache_creation_input_tokens", usage.cacheCreation())
                .add("cache_read_input_tokens", usage.cacheRead());
    }

    private static JsonValue serverTools(Usage usage) {
        return usage.webSearches() == 0
                ? JsonValue.NULL
                : Json.object()
                        .add("web_search_requests", usage.webSearches())
                        .add("web_fetch_requests", 0)
                        .build();
    }

    private static JsonValue details(Usage usage) {
        return usage.thinking() == 0
                ? JsonValue.NULL
                : Json.object().add("thinking_tokens", usage.thinking()).build();
    }
}
