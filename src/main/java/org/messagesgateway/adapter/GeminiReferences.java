package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;

/**
 * What is said elsewhere in a schema: the targets of {@code $ref} and the parts of {@code allOf}. Confined to one schema;
 * not thread-safe.
 */
final class GeminiReferences {

    /** Written out, a schema of references can grow without bounds. */
    private static final int MOST = 500;

    private final JsonObject root;
    private final Deque<String> open = new ArrayDeque<>();
    private int resolved;

    GeminiReferences(JsonObject root) {
        this.root = root;
    }

    /** Reads what {@code pointer} means; null if it means nothing, or itself. */
    JsonObject within(String pointer, Function<@Nullable JsonObject, JsonObject> reader) {
        if (open.contains(pointer) || ++resolved > MOST) {
            return reader.apply(null);
        }
        open.push(pointer);
        try {
            return reader.apply(target(pointer));
        } finally {
            open.pop();
        }
    }

    private @Nullable JsonObject target(String pointer) {
        if (!pointer.startsWith("#")) {
            return null;
        }
        JsonValue value = root;
        for (var step : pointer.substring(1).split("/")) {
            if (!step.isEmpty()) {
                var key = step.replace("~1", "/").replace("~0", "~");
                value = value instanceof JsonObject object ? object.get(key) : null;
            }
        }
        return value instanceof JsonObject object ? object : null;
    }

    /** A schema with its {@code allOf} in it. */
    JsonObject merged(JsonObject raw) {
        if (!(raw.get("allOf") instanceof JsonArray parts)) {
            return raw;
        }
        var whole = new LinkedHashMap<String, JsonValue>();
        for (var part : parts) {
            if (part instanceof JsonObject object) {
                part(object).forEach((key, value) -> add(whole, key, value));
            }
        }
        raw.forEach((key, value) -> {
            if (!key.equals("allOf")) {
                add(whole, key, value);
            }
        });
        var merged = Json.object();
        whole.forEach(merged::add);
        return merged.build();
    }

    private JsonObject part(JsonObject part) {
        var pointer = Json.stringOrNull(part, "$ref");
        return pointer == null
                ? merged(part)
                : within(pointer, target -> target == null ? JsonValue.EMPTY_JSON_OBJECT : part(target));
    }

    private static void add(Map<String, JsonValue> whole, String key, JsonValue value) {
        var before = whole.get(key);
        if (key.equals("properties") && before instanceof JsonObject some && value instanceof JsonObject more) {
            var both = Json.object(some);
            more.forEach(both::add);
            whole.put(key, both.build());
        } else if (key.equals("required") && before instanceof JsonArray some && value instanceof JsonArray more) {
            var names = new LinkedHashSet<JsonValue>(some);
            names.addAll(more);
            var both = Json.array();
            names.forEach(both::add);
            whole.put(key, both.build());
        } else {
            whole.put(key, value);
        }
    }
}
