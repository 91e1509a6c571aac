package org.messagesgateway.adapter;

import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonCursor;
import org.messagesgateway.json.JsonCursor.Kind;
import org.messagesgateway.json.JsonSyntaxException;

/**
 * Puts the name that the caller asked for where an upstream names its model, and leaves every other byte as it came.
 * Immutable.
 */
record ForwardedModel(String asked) {

    /**
     * In a whole message.
     *
     * @throws JsonSyntaxException if it is not one JSON object
     */
    byte[] inMessage(byte[] message) {
        return replace(message, false);
    }

    /** In the data of a {@code message_start}. */
    byte[] inStart(byte[] event) {
        return replace(event, true);
    }

    /** Whether an answer calls itself a message, by its {@code type}. */
    static boolean isMessage(byte[] answer) {
        try (var cursor = new JsonCursor(answer)) {
            cursor.next();
            while (cursor.next() == Kind.KEY) {
                var isType = cursor.text().equals("type");
                var value = cursor.next();
                if (isType) {
                    return value == Kind.STRING && cursor.text().equals("message");
                }
                cursor.skipValue();
            }
            return false;
        }
    }

    private byte[] replace(byte[] json, boolean insideMessage) {
        var result = json;
        try (var cursor = new JsonCursor(json)) {
            if (cursor.next() != Kind.OBJECT) {
                throw new JsonSyntaxException("not a JSON object");
            }
            for (var kind = cursor.next(); kind != Kind.END; kind = cursor.next()) {
                if (kind == Kind.OBJECT_END) {
                    continue;
                }
                if (kind != Kind.KEY) {
                    throw new JsonSyntaxException("not valid JSON: more than one value");
                }
                var key = cursor.text();
                var value = cursor.next();
                if (insideMessage && key.equals("message") && value == Kind.OBJECT) {
                    insideMessage = false;
                } else if (!insideMessage && key.equals("model") && value == Kind.STRING) {
                    result = named(json, cursor);
                } else {
                    cursor.skipValue();
                }
            }
        }
        return result;
    }

    private byte[] named(byte[] json, JsonCursor cursor) {
        return cursor.text().equals(asked) ? json : cursor.scalar().replaceIn(json, Json.bytes(Json.string(asked)));
    }
}
