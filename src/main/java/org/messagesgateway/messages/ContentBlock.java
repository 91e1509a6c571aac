package org.messagesgateway.messages;

import jakarta.json.JsonObject;

/** A content block. What the gateway does not act on stays in {@code raw}. Immutable. */
public sealed interface ContentBlock {

    record Text(String text) implements ContentBlock {}

    record Thinking(String thinking, String signature) implements ContentBlock {}

    record ToolUse(String id, String name, JsonObject input) implements ContentBlock {}

    record Other(JsonObject raw) implements ContentBlock {}
}
