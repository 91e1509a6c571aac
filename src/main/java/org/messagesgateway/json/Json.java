package org.messagesgateway.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON façade: parse, build, write, within limits. Thread-safe. */
public final class Json {

    /** Deepest nesting read. */
    public static final int MAX_DEPTH = 500;

    /** Longest number read, in characters. */
    public static final int MAX_NUMBER_LENGTH = 1000;

    /** Longest document read, in characters: a body of 32 MB and what an upstream may answer to it. */
    public static final int MAX_LENGTH = 64 * 1024 * 1024;

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private Json() {}

    /**
     * Reads one document.
     *
     * @throws JsonSyntaxException if it is not one JSON value in UTF-8, repeats a key, or exceeds a limit
     */
    public static JsonValue parse(byte[] document) {
        return JsonTree.of(document, LongStrings.NONE);
    }

    /** As {@link #parse(byte[])}, of text. */
    public static JsonValue parse(String document) {
        return parse(document.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #parse(byte[])}, of a document that must be an object. */
    public static JsonObject parseObject(byte[] document) {
        return asObject(parse(document));
    }

    /** As {@link #parseObject(byte[])}, of a document that was read before. */
    public static JsonObject parseObject(byte[] document, LongStrings strings) {
        return asObject(JsonTree.of(document, strings));
    }

    /** As {@link #parse(String)}, of a document that must be an object. */
    public static JsonObject parseObject(String document) {
        return asObject(parse(document));
    }

    private static JsonObject asObject(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new JsonSyntaxException("not a JSON object");
    }

    public static JsonObjectBuilder object() {
        return PROVIDER.createObjectBuilder();
    }

    /** A builder that starts with all members of {@code object}. */
    public static JsonObjectBuilder object(JsonObject object) {
        return PROVIDER.createObjectBuilder(object);
    }

    public static JsonArrayBuilder array() {
        return PROVIDER.createArrayBuilder();
    }

    static JsonNumber number(BigDecimal value) {
        return PROVIDER.createValue(value);
    }

    public static JsonNumber number(long value) {
        return PROVIDER.createValue(value);
    }

    public static JsonString string(String value) {
        return PROVIDER.createValue(value);
    }

    /** A value's compact text as a string. */
    public static JsonString quoted(JsonValue value) {
        return RawString.quoted(bytes(value));
    }

    /** Several as one, with {@code separator} between; a single one stays as it was written. */
    public static JsonString joined(String separator, List<JsonString> strings) {
        return strings.size() == 1
                ? strings.get(0)
                : string(strings.stream().map(JsonString::getString).collect(Collectors.joining(separator)));
    }

    /** Whether it has no characters, which is known without reading them. */
    public static boolean isEmpty(JsonString string) {
        return string instanceof RawString raw
                ? raw.isEmpty()
                : string.getString().isEmpty();
    }

    /** Whether it begins with plain characters of ASCII, which is mostly known without reading all of it. */
    public static boolean startsWith(JsonString string, String plain) {
        return string instanceof RawString raw
                ? raw.startsWith(plain)
                : string.getString().startsWith(plain);
    }

    /** Compact UTF-8. */
    public static byte[] bytes(JsonValue value) {
        return JsonText.bytes(value);
    }

    /** Compact text. */
    public static String text(JsonValue value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** The member if it is a string, else null. */
    public static @Nullable String stringOrNull(JsonObject object, String key) {
        return object.get(key) instanceof JsonString string ? string.getString() : null;
    }

    /** The member if it is a positive number, else 0; 0 also if there is no object. */
    public static long count(@Nullable JsonObject object, String key) {
        return object != null && object.get(key) instanceof JsonNumber number ? Math.max(0, number.longValue()) : 0;
    }

    /** The member if it is an object, else null. */
    public static @Nullable JsonObject objectOrNull(JsonObject object, String key) {
        return object.get(key) instanceof JsonObject member ? member : null;
    }
}
