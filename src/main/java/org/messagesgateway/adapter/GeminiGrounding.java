package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.WebSearch;

/**
 * What an answer was found by: its searches, the pages that they gave, and which page says what. It is told with the last
 * chunks, when the text has long been sent; so it stands behind it. Confined to one answer; not thread-safe.
 */
final class GeminiGrounding {

    private final MessageStream stream;
    private JsonArray queries = JsonValue.EMPTY_JSON_ARRAY;
    private JsonArray chunks = JsonValue.EMPTY_JSON_ARRAY;
    private JsonArray supports = JsonValue.EMPTY_JSON_ARRAY;

    GeminiGrounding(MessageStream stream) {
        this.stream = stream;
    }

    /** Cumulative; what is told again is told better. */
    void read(JsonObject metadata) {
        queries = list(metadata, "webSearchQueries", queries);
        chunks = list(metadata, "groundingChunks", chunks);
        supports = list(metadata, "groundingSupports", supports);
    }

    private static JsonArray list(JsonObject metadata, String key, JsonArray before) {
        return metadata.get(key) instanceof JsonArray list && !list.isEmpty() ? list : before;
    }

    /** The sources, to the text that is still open. */
    void cite() {
        for (var support : objects(supports)) {
            var segment = Json.objectOrNull(support, "segment");
            var said = segment == null ? null : Json.stringOrNull(segment, "text");
            if (support.get("groundingChunkIndices") instanceof JsonArray indices) {
                indices.stream()
                        .map(this::page)
                        .filter(page -> page != null)
                        .forEach(page -> stream.citation(WebSearch.citation(page, said == null ? "" : said)));
            }
        }
    }

    /** The search, if there was one; of several, nobody tells which gave what. */
    void search() {
        if (queries.isEmpty()) {
            return;
        }
        var query = queries.getValuesAs(JsonValue.class).stream()
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .collect(Collectors.joining("; "));
        var id = stream.serverTool(WebSearch.TOOL, WebSearch.input(query));
        stream.serverToolResult(WebSearch.result(id, pages()));
    }

    private List<WebSearch.Page> pages() {
        return chunks.stream()
                .map(GeminiGrounding::pageOf)
                .filter(page -> page != null)
                .toList();
    }

    private WebSearch.@Nullable Page page(JsonValue index) {
        var at = index instanceof JsonNumber number ? number.intValue() : -1;
        return at >= 0 && at < chunks.size() ? pageOf(chunks.get(at)) : null;
    }

    private static WebSearch.@Nullable Page pageOf(JsonValue chunk) {
        var web = chunk instanceof JsonObject object ? Json.objectOrNull(object, "web") : null;
        var url = web == null ? null : Json.stringOrNull(web, "uri");
        return web == null || url == null ? null : new WebSearch.Page(url, Json.stringOrNull(web, "title"));
    }

    private static List<JsonObject> objects(JsonArray list) {
        return list.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .toList();
    }
}
