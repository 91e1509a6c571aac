package org.messagesgateway.json;

/** The text is not JSON, or not within {@link Json}'s limits. The message says where; it never quotes the text. */
public final class JsonSyntaxException extends RuntimeException {
    public JsonSyntaxException(String message) {
        super(message);
    }
}
