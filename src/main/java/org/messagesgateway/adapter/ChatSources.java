package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.WebSearch;

/**
 * Passes on where a text comes from: annotations of the message; or, on servers that search for every answer, a list
 * beside the choices that each chunk repeats. Confined to one answer; not thread-safe.
 */
final class ChatSources {

    private final MessageStream stream;
    private List<JsonValue> listed = List.of();

    ChatSources(MessageStream stream) {
        this.stream = stream;
    }

    void readMessage(JsonObject message) {
        if (message.get("annotations") instanceof JsonArray annotations) {
            annotations.forEach(annotation -> {
                if (annotation instanceof JsonObject object) {
                    cite(Json.objectOrNull(object, "url_citation"));
                }
            });
        }
    }

    /** Where there are both, the second has titles. */
    void readChunk(JsonObject chunk) {
        for (var key : new String[] {"citations", "search_results"}) {
            if (chunk.get(key) instanceof JsonArray list && !list.isEmpty()) {
                listed = List.copyOf(list);
            }
        }
    }

    /** The answer is over, but its text is still open. */
    void end() {
        listed.forEach(source -> {
            if (source instanceof JsonString url) {
                cite(Json.object().add("url", url).build());
            } else if (source instanceof JsonObject object) {
                cite(object);
            }
        });
    }

    private void cite(@Nullable JsonObject source) {
        var url = source == null ? null : Json.stringOrNull(source, "url");
        if (source != null && url != null) {
            var content =
                    Optional.ofNullable(Json.stringOrNull(source, "content")).orElse("");
            var page = new WebSearch.Page(url, Json.stringOrNull(source, "title"));
            stream.citation(WebSearch.citation(page, content));
        }
    }
}
