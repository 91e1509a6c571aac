package org.messagesgateway.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import org.messagesgateway.json.JsonCursor.Kind;

/** Builds the value of a document from its tokens. Confined to one document; not thread-safe. */
final class JsonTree {

    /** Beyond it, turning a number into digits would take forever. */
    private static final int MAX_EXPONENT = 9_999;

    private final JsonCursor cursor;

    private JsonTree(JsonCursor cursor) {
        this.cursor = cursor;
    }

    /** @throws JsonSyntaxException if it is not one value, within the limits of {@link Json} */
    static JsonValue of(byte[] document, LongStrings strings) {
        try (var cursor = JsonCursor.withRepeatedKeys(document, strings)) {
            var tree = new JsonTree(cursor);
            var value = tree.value(cursor.next());
            if (cursor.next() != Kind.END) {
                throw new JsonSyntaxException("not valid JSON: more than one value");
            }
            return value;
        }
    }

    /** Recursion is as deep as the document, which the cursor limits. */
    private JsonValue value(Kind kind) {
        return switch (kind) {
            case OBJECT -> object();
            case ARRAY -> array();
            case STRING -> cursor.string();
            case INTEGER, DECIMAL -> number(cursor.text());
            case BOOLEAN -> cursor.booleanValue() ? JsonValue.TRUE : JsonValue.FALSE;
            case NULL -> JsonValue.NULL;
            case KEY, OBJECT_END, ARRAY_END, END -> throw new JsonSyntaxException("not valid JSON: no value");
        };
    }

    private JsonObject object() {
        var builder = Json.object();
        int members = 0;
        while (cursor.next() == Kind.KEY) {
            builder.add(cursor.text(), value(cursor.next()));
            members++;
        }
        var object = builder.build();
        if (object.size() < members) { // A key is repeated.
            throw cursor.syntax();
        }
        return object;
    }

    private JsonArray array() {
        var array = Json.array();
        for (var kind = cursor.next(); kind != Kind.ARRAY_END; kind = cursor.next()) {
            array.add(value(kind));
        }
        return array.build();
    }

    private static JsonNumber number(String text) {
        try {
            var number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) <= MAX_EXPONENT) {
                return Json.number(number);
            }
        } catch (NumberFormatException e) {
            // Its exponent is beyond even that of a BigDecimal.
        }
        throw new JsonSyntaxException("not valid JSON: a number is out of range");
    }
}
