package org.messagesgateway.adapter;

import org.messagesgateway.json.JsonCursor;
import org.messagesgateway.json.JsonCursor.Kind;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.Inbound;

/**
 * Puts the name that the caller asked for where an upstream names its model, and leaves every other byte as it came. Nobody
 * writes to {@code quoted}. Immutable.
 *
 * @param quoted the same name as the caller wrote it, in quotes
 */
record ForwardedModel(String asked, byte[] quoted) {

    /**
     * What came of an answer.
     *
     * @param isMessage whether it calls itself one, by its {@code type}
     */
    record Named(byte[] json, boolean isMessage) {}

    static ForwardedModel of(Inbound inbound) {
        var envelope = inbound.envelope();
        return new ForwardedModel(envelope.model(), envelope.modelSpan().in(inbound.body()));
    }

    /**
     * In a whole message.
     *
     * @throws JsonSyntaxException if it is not one JSON object
     */
    Named inMessage(byte[] message) {
        return replace(message, false);
    }

    /** In the data of a {@code message_start}. */
    byte[] inStart(byte[] event) {
        return replace(event, true).json();
    }

    private Named replace(byte[] json, boolean insideMessage) {
        var result = json;
        var isMessage = false;
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
                } else if (key.equals("type") && value == Kind.STRING) {
                    isMessage = cursor.text().equals("message");
                } else {
                    cursor.skipValue();
                }
            }
        }
        return new Named(result, isMessage);
    }

    private byte[] named(byte[] json, JsonCursor cursor) {
        return cursor.text().equals(asked) ? json : cursor.scalar().replaceIn(json, quoted);
    }
}
