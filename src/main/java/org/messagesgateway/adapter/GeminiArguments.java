package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;

/**
 * A call's arguments, put together from pieces that each name their place: {@code $.items[0].name}. A string may come in
 * several. Confined to one call; not thread-safe.
 */
final class GeminiArguments {

    private static final Pattern STEP = Pattern.compile(
            "\\.([^.\\[\\]]+)|\\[(\\d{1,6})]|\\['((?:[^'\\\\]|\\\\.)*)']|\\[\"((?:[^\"\\\\]|\\\\.)*)\"]");

    /** Elements of a list that a piece may leave out. */
    private static final int LARGEST_GAP = 1000;

    private static final int DEEPEST = 100;

    /** Maps, lists, and at the ends builders of strings and other values. */
    private final Map<String, Object> root = new LinkedHashMap<>();

    void addAll(JsonObject whole) {
        root.putAll(whole);
    }

    /** Whether the piece has a place and a value. */
    boolean add(JsonObject piece) {
        var steps = steps(Json.stringOrNull(piece, "jsonPath"));
        var value = value(piece);
        return value == null || !steps.isEmpty() && put(root, steps, value);
    }

    /** Names and positions; none if it is no path. */
    private static List<Object> steps(@Nullable String path) {
        var steps = new ArrayList<>();
        if (path == null || !path.startsWith("$")) {
            return steps;
        }
        var matcher = STEP.matcher(path);
        var at = 1;
        while (at < path.length() && steps.size() < DEEPEST) {
            if (!matcher.find(at) || matcher.start() != at) {
                return List.of();
            }
            steps.add(step(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)));
            at = matcher.end();
        }
        return at < path.length() ? List.of() : steps;
    }

    private static Object step(
            @Nullable String name, @Nullable String index, @Nullable String single, @Nullable String quoted) {
        if (index != null) {
            return Integer.valueOf(index);
        }
        if (name != null) {
            return name;
        }
        var escaped = single == null ? quoted : single;
        return escaped == null ? "" : escaped.replaceAll("\\\\(.)", "$1");
    }

    private static @Nullable Object value(JsonObject piece) {
        if (piece.get("stringValue") instanceof JsonString text) {
            return text.getString();
        }
        for (var key : new String[] {"numberValue", "boolValue"}) {
            var value = piece.get(key);
            if (value != null) {
                return value;
            }
        }
        return piece.containsKey("nullValue") ? JsonValue.NULL : null;
    }

    private static boolean put(Object owner, List<Object> steps, Object value) {
        var holder = owner;
        for (var i = 0; i < steps.size() - 1; i++) {
            var next = member(holder, steps.get(i));
            if (next == null || next == JsonValue.NULL) {
                next = steps.get(i + 1) instanceof Integer ? new ArrayList<>() : new LinkedHashMap<String, Object>();
                if (!set(holder, steps.get(i), next)) {
                    return false;
                }
            }
            holder = next;
        }
        var last = steps.get(steps.size() - 1);
        if (value instanceof String text) {
            if (member(holder, last) instanceof StringBuilder before) {
                before.append(text);
                return true;
            }
            return set(holder, last, new StringBuilder(text));
        }
        return set(holder, last, value);
    }

    private static @Nullable Object member(Object holder, Object step) {
        if (holder instanceof Map<?, ?> map && step instanceof String) {
            return map.get(step);
        }
        return holder instanceof List<?> list && step instanceof Integer index && index < list.size()
                ? list.get(index)
                : null;
    }

    @SuppressWarnings("unchecked") // only this class makes the maps and lists
    private static boolean set(Object holder, Object step, Object value) {
        if (holder instanceof LinkedHashMap<?, ?> map && step instanceof String name) {
            ((Map<String, Object>) map).put(name, value);
            return true;
        }
        if (!(holder instanceof ArrayList<?> any && step instanceof Integer index)
                || index > any.size() + LARGEST_GAP) {
            return false;
        }
        var list = (List<Object>) any;
        while (list.size() <= index) {
            list.add(JsonValue.NULL);
        }
        list.set(index, value);
        return true;
    }

    JsonObject json() {
        return object(root);
    }

    private static JsonObject object(Map<?, ?> map) {
        var object = Json.object();
        map.forEach((name, value) -> object.add((String) name, json(value)));
        return object.build();
    }

    private static JsonArray array(List<?> list) {
        var array = Json.array();
        list.forEach(value -> array.add(json(value)));
        return array.build();
    }

    private static JsonValue json(Object value) {
        if (value instanceof JsonValue json) {
            return json;
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        return value instanceof List<?> list ? array(list) : Json.string(value.toString());
    }
}
