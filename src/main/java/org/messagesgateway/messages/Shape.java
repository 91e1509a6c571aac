package org.messagesgateway.messages;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object of a request and where it stands; its members are read by type, and a wrong one is named by its path. Null
 * is the same as absent. Immutable.
 */
record Shape(JsonObject json, Path path) {

    /** {@code value} as an object at {@code path}. */
    static Shape of(JsonValue value, Path path) {
        if (value instanceof JsonObject object) {
            return new Shape(object, path);
        }
        throw ApiException.invalid(path + ": Input should be an object");
    }

    Path path(String key) {
        return path.member(key);
    }

    boolean has(String key) {
        return member(key) != null;
    }

    private @Nullable JsonValue member(String key) {
        var value = json.get(key);
        return JsonValue.NULL.equals(value) ? null : value;
    }

    JsonValue required(String key) {
        var value = member(key);
        if (value == null) {
            throw wrong(key, "Field required");
        }
        return value;
    }

    String requiredString(String key) {
        return requiredRawString(key).getString();
    }

    /** As the caller wrote it. */
    JsonString requiredRawString(String key) {
        return rawString(key, required(key));
    }

    @Nullable
    JsonString rawString(String key) {
        var value = member(key);
        return value == null ? null : rawString(key, value);
    }

    private JsonString rawString(String key, JsonValue value) {
        return value instanceof JsonString string ? string : wrongType(key, "a valid string");
    }

    @Nullable
    String string(String key) {
        var string = rawString(key);
        return string == null ? null : string.getString();
    }

    String string(String key, String absent) {
        var string = string(key);
        return string == null ? absent : string;
    }

    long requiredInteger(String key) {
        if (required(key) instanceof JsonNumber number && number.isIntegral()) {
            return number.longValue();
        }
        return this.<Long>wrongType(key, "a valid integer");
    }

    @Nullable
    JsonNumber number(String key) {
        var value = member(key);
        return value == null || value instanceof JsonNumber ? (JsonNumber) value : wrongType(key, "a valid number");
    }

    boolean bool(String key) {
        var value = member(key);
        return value != null
                && switch (value.getValueType()) {
                    case TRUE -> true;
                    case FALSE -> false;
                    default -> this.<Boolean>wrongType(key, "a valid boolean");
                };
    }

    Shape requiredObject(String key) {
        return Shape.of(required(key), path(key));
    }

    @Nullable
    Shape object(String key) {
        var value = member(key);
        return value == null ? null : Shape.of(value, path(key));
    }

    @Nullable
    JsonObject rawObject(String key) {
        var object = object(key);
        return object == null ? null : object.json();
    }

    /** Every element of the array, which may be absent, read by {@code reader}. */
    <T> List<T> list(String key, Function<Element, T> reader) {
        var value = member(key);
        return value == null ? List.of() : elements(value, path(key), reader);
    }

    static <T> List<T> elements(JsonValue value, Path path, Function<Element, T> reader) {
        if (!(value instanceof JsonArray array)) {
            throw ApiException.invalid(path + ": Input should be a valid list");
        }
        var list = new ArrayList<T>(array.size());
        for (var i = 0; i < array.size(); i++) {
            list.add(reader.apply(new Element(array.get(i), path.element(i))));
        }
        return list;
    }

    ApiException wrong(String key, String problem) {
        return ApiException.invalid(path(key) + ": " + problem);
    }

    private <T> T wrongType(String key, String expected) {
        throw wrong(key, "Input should be " + expected);
    }

    /** An element of an array and where it stands. */
    record Element(JsonValue value, Path path) {

        Shape object() {
            return Shape.of(value, path);
        }

        String string() {
            if (value instanceof JsonString string) {
                return string.getString();
            }
            throw ApiException.invalid(path + ": Input should be a valid string");
        }
    }
}
