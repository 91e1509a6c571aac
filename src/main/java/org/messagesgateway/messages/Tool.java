package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import org.jspecify.annotations.Nullable;

/** A tool that the model may call. Immutable. */
public sealed interface Tool {

    /** The caller's own tool. */
    record Custom(
            String name,
            @Nullable JsonString description,
            JsonObject inputSchema,
            boolean strict,
            @Nullable JsonObject cacheControl)
            implements Tool {}

    /** A tool that Anthropic defines, such as {@code web_search_20250305}. */
    record Defined(String type, JsonObject raw) implements Tool {}
}
