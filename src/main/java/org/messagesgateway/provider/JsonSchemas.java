package org.messagesgateway.provider;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Set;
import org.messagesgateway.json.Json;

/** JSON schemas of tools and output formats. Stateless. */
public final class JsonSchemas {

    private static final Set<String> NOISE = Set.of("$schema", "$id", "cache_control");
    private static final Set<String> NAMED_SCHEMAS = Set.of("properties", "$defs", "definitions", "patternProperties");
    private static final Set<String> SCHEMA_LISTS = Set.of("anyOf", "oneOf", "allOf", "prefixItems");
    private static final Set<String> NOT_STRICT = Set.of(
            "default",
            "patternProperties",
            "allOf",
            "oneOf",
            "not",
            "if",
            "then",
            "else",
            "propertyNames",
            "unevaluatedProperties",
            "minProperties",
            "maxProperties");

    private static final int STRICT_DEPTH = 5;

    private JsonSchemas() {}

    /** A schema that every server takes: an object at the root, no booleans for schemas, no keys that say nothing. */
    public static JsonObject clean(JsonObject schema) {
        return clean(schema, Set.of());
    }

    /** @param unknown keywords that the server does not take either */
    public static JsonObject clean(JsonObject schema, Set<String> unknown) {
        var clean = cleanSchema(schema, unknown);
        var root = Json.object(clean);
        if (!"object".equals(Json.stringOrNull(clean, "type"))) {
            root.add("type", "object");
        }
        if (!(clean.get("properties") instanceof JsonObject)) {
            root.add("properties", JsonValue.EMPTY_JSON_OBJECT);
        }
        return root.build();
    }

    private static JsonObject cleanSchema(JsonValue schema, Set<String> unknown) {
        if (!(schema instanceof JsonObject object)) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        var clean = Json.object();
        object.forEach((key, value) -> {
            if (!NOISE.contains(key) && !unknown.contains(key) && !isRemote(key, value)) {
                clean.add(key, cleanMember(key, value, unknown));
            }
        });
        return clean.build();
    }

    /** Nobody fetches what a reference to elsewhere means. */
    private static boolean isRemote(String key, JsonValue value) {
        return key.equals("$ref")
                && !(value instanceof JsonString pointer && pointer.getString().startsWith("#"));
    }

    private static JsonValue cleanMember(String key, JsonValue value, Set<String> unknown) {
        if (NAMED_SCHEMAS.contains(key) && value instanceof JsonObject named) {
            var clean = Json.object();
            named.forEach((name, schema) -> clean.add(name, cleanSchema(schema, unknown)));
            return clean.build();
        }
        if (SCHEMA_LISTS.contains(key) && value instanceof JsonArray list) {
            var clean = Json.array();
            list.forEach(schema -> clean.add(cleanSchema(schema, unknown)));
            return clean.build();
        }
        return key.equals("items") && value instanceof JsonObject ? cleanSchema(value, unknown) : value;
    }

    /** What to tell a model that is to keep to a schema which its server cannot be given. */
    public static String instruction(JsonObject schema) {
        return "Answer with one JSON object that fits this JSON schema: " + Json.text(clean(schema));
    }

    /** Whether a schema is inside what OpenAI's strict mode takes. It is checked, never rewritten: that would change it. */
    public static boolean isStrict(JsonObject schema) {
        return "object".equals(Json.stringOrNull(schema, "type")) && isStrict(schema, 1);
    }

    private static boolean isStrict(JsonObject schema, int depth) {
        if (depth > STRICT_DEPTH || schema.keySet().stream().anyMatch(NOT_STRICT::contains)) {
            return false;
        }
        if ("object".equals(Json.stringOrNull(schema, "type")) && !isClosed(schema)) {
            return false;
        }
        return schema.entrySet().stream().allMatch(member -> isStrictMember(member.getKey(), member.getValue(), depth));
    }

    private static boolean isClosed(JsonObject object) {
        var properties = Json.objectOrNull(object, "properties");
        var required = new HashSet<String>();
        if (object.get("required") instanceof JsonArray names) {
            names.forEach(name -> required.add(name instanceof JsonString text ? text.getString() : ""));
        }
        return JsonValue.FALSE.equals(object.get("additionalProperties"))
                && (properties == null || required.containsAll(properties.keySet()));
    }

    private static boolean isStrictMember(String key, JsonValue value, int depth) {
        if (NAMED_SCHEMAS.contains(key) && value instanceof JsonObject named) {
            return named.values().stream().allMatch(schema -> isStrictValue(schema, depth + 1));
        }
        if (SCHEMA_LISTS.contains(key) && value instanceof JsonArray list) {
            return list.stream().allMatch(schema -> isStrictValue(schema, depth));
        }
        return !key.equals("items") || isStrictValue(value, depth);
    }

    private static boolean isStrictValue(JsonValue schema, int depth) {
        return schema instanceof JsonObject object && isStrict(object, depth);
    }
}
