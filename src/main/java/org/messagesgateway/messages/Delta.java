package org.messagesgateway.messages;

import jakarta.json.JsonObject;

/** A piece of the open content block. Immutable. */
public sealed interface Delta {

    /** One more source of the open text. */
    record Citation(JsonObject citation) implements Delta {}

    record Text(String text) implements Delta {}

    record Thinking(String thinking) implements Delta {}

    /** The whole signature of a thinking block: sent once, as some clients append. */
    record Signature(String signature) implements Delta {}

    record InputJson(String partialJson) implements Delta {}
}
