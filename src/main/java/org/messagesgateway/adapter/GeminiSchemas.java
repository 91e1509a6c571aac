package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.messagesgateway.json.Json;

/**
 * Turns a JSON schema into the part of OpenAPI's schemas that Gemini knows. What cannot be said in it is told to the
 * model in the description. Confined to one schema; not thread-safe.
 */
final class GeminiSchemas {

    private static final Set<String> KEPT = Set.of(
            "title",
            "minItems",
            "maxItems",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minProperties",
            "maxProperties",
            "pattern",
            "nullable");

    private static final List<String> TOLD = List.of(
            "const",
            "enum",
            "format",
            "default",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "uniqueItems",
            "minContains",
            "maxContains");

    private static final Set<String> FORMATS = Set.of("enum", "date-time");

    private static final JsonObject STRING = Json.object().add("type", "string").build();
    private static final JsonObject OBJECT = Json.object().add("type", "object").build();

    /** Several types of one schema are written out as schemas of their own, and that can double at every level. */
    private static final int MOST = 5000;

    private final GeminiReferences references;
    private int written;

    private GeminiSchemas(JsonObject root) {
        references = new GeminiReferences(root);
    }

    /** The root is an object, whatever it said. */
    static JsonObject of(JsonObject root) {
        var schema = new GeminiSchemas(root).schema(root);
        return "object".equals(Json.stringOrNull(schema, "type"))
                ? schema
                : Json.object(schema).remove("anyOf").add("type", "object").build();
    }

    private JsonObject schema(JsonValue value) {
        if (!(value instanceof JsonObject raw) || ++written > MOST) {
            return STRING;
        }
        var pointer = Json.stringOrNull(raw, "$ref");
        if (pointer == null) {
            return plain(references.merged(raw));
        }
        return references.within(pointer, target -> target == null ? OBJECT : schema(over(target, raw)));
    }

    /** What stands beside a reference is said on top of what it means. */
    private static JsonObject over(JsonObject target, JsonObject raw) {
        var whole = Json.object(target);
        raw.forEach((key, value) -> {
            if (!key.equals("$ref")) {
                whole.add(key, value);
            }
        });
        return whole.build();
    }

    private JsonObject plain(JsonObject raw) {
        var types = types(raw);
        var choices = choices(raw, types);
        var isNullable = types.remove("null") | choices.removeIf(GeminiSchemas::isNull);
        if (choices.size() == 1) {
            var only = over(
                    choices.get(0),
                    Json.object(raw)
                            .remove("anyOf")
                            .remove("oneOf")
                            .remove("type")
                            .build());
            var schema = schema(only);
            return isNullable ? Json.object(schema).add("nullable", true).build() : schema;
        }
        var schema = new LinkedHashMap<String, JsonValue>();
        if (choices.isEmpty()) {
            addTyped(schema, raw, types.isEmpty() ? guessed(raw) : types.get(0));
        } else {
            schema.put("anyOf", list(choices.stream().map(this::schema).toList()));
        }
        raw.forEach((key, value) -> {
            if (KEPT.contains(key)) {
                schema.put(key, value);
            }
        });
        if (isNullable) {
            schema.put("nullable", JsonValue.TRUE);
        }
        addDescription(schema, raw);
        return built(schema);
    }

    private static List<String> types(JsonObject raw) {
        var types = new ArrayList<String>();
        var said = raw.get("type");
        for (var type : said instanceof JsonArray list ? list : said == null ? List.<JsonValue>of() : List.of(said)) {
            if (type instanceof JsonString name) {
                types.add(name.getString());
            }
        }
        return types;
    }

    /** Several types are several schemas, as are {@code anyOf} and {@code oneOf}. */
    private static List<JsonObject> choices(JsonObject raw, List<String> types) {
        var choices = new ArrayList<JsonObject>();
        for (var key : new String[] {"anyOf", "oneOf"}) {
            if (raw.get(key) instanceof JsonArray list) {
                list.forEach(choice -> choices.add(choice instanceof JsonObject object ? object : STRING));
            }
        }
        var several = types.stream().filter(type -> !type.equals("null")).toList();
        if (choices.isEmpty() && several.size() > 1) {
            var whole = Json.object(raw).remove("description").build();
            several.forEach(
                    type -> choices.add(Json.object(whole).add("type", type).build()));
        }
        return choices;
    }

    private static boolean isNull(JsonObject choice) {
        return "null".equals(Json.stringOrNull(choice, "type"));
    }

    private static String guessed(JsonObject raw) {
        if (raw.containsKey("properties")) {
            return "object";
        }
        return raw.containsKey("items") || raw.containsKey("prefixItems") ? "array" : "string";
    }

    private void addTyped(Map<String, JsonValue> schema, JsonObject raw, String type) {
        schema.put("type", Json.string(type));
        switch (type) {
            case "object" -> addProperties(schema, raw);
            case "array" -> schema.put("items", schema(items(raw)));
            case "string" -> addWords(schema, raw);
            default -> {}
        }
    }

    private static JsonValue items(JsonObject raw) {
        var items = raw.get("items");
        var each = items == null ? raw.get("prefixItems") : items;
        if (each instanceof JsonArray tuple) {
            return tuple.isEmpty() ? STRING : tuple.get(0);
        }
        return each == null ? STRING : each;
    }

    private void addProperties(Map<String, JsonValue> schema, JsonObject raw) {
        var properties = Json.objectOrNull(raw, "properties");
        if (properties == null || properties.isEmpty()) {
            return;
        }
        var clean = Json.object();
        properties.forEach((name, property) -> clean.add(name, schema(property)));
        schema.put("properties", clean.build());
        if (raw.get("required") instanceof JsonArray names) {
            var known = names.stream()
                    .filter(name -> name instanceof JsonString text && properties.containsKey(text.getString()))
                    .distinct()
                    .toList();
            if (!known.isEmpty()) {
                schema.put("required", list(known));
            }
        }
    }

    private static void addWords(Map<String, JsonValue> schema, JsonObject raw) {
        if (raw.get("const") instanceof JsonString word) {
            schema.put("enum", list(List.of(word)));
        } else if (raw.get("enum") instanceof JsonArray words
                && words.stream().allMatch(JsonString.class::isInstance)) {
            schema.put("enum", words);
        }
        var format = Json.stringOrNull(raw, "format");
        if (format != null && FORMATS.contains(format)) {
            schema.put("format", Json.string(format));
        }
    }

    private static void addDescription(Map<String, JsonValue> schema, JsonObject raw) {
        var told = new ArrayList<String>();
        for (var key : TOLD) {
            var value = raw.get(key);
            var isSaid = schema.containsKey(key) || key.equals("const") && schema.containsKey("enum");
            if (value != null && !isSaid) {
                told.add(key + ": " + Json.text(value));
            }
        }
        var words = Json.stringOrNull(raw, "description");
        var limits = told.isEmpty() ? "" : "(" + String.join(", ", told) + ")";
        var whole = ((words == null ? "" : words) + " " + limits).strip();
        if (!whole.isEmpty()) {
            schema.put("description", Json.string(whole));
        }
    }

    private static JsonArray list(List<? extends JsonValue> values) {
        var list = Json.array();
        values.forEach(list::add);
        return list.build();
    }

    private static JsonObject built(Map<String, JsonValue> members) {
        JsonObjectBuilder object = Json.object();
        members.forEach(object::add);
        return object.build();
    }
}
