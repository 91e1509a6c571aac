package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.messagesgateway.json.Json;

/** Writes the content blocks of answers. Stateless. */
final class BlockWriter {

    private BlockWriter() {}

    static JsonObject json(ContentBlock block) {
        if (block instanceof ContentBlock.Text text) {
            return typed("text").add("text", text.text()).build();
        }
        if (block instanceof ContentBlock.Thinking thinking) {
            return typed("thinking")
                    .add("thinking", thinking.thinking())
                    .add("signature", thinking.signature())
                    .build();
        }
        if (block instanceof ContentBlock.RedactedThinking redacted) {
            return typed("redacted_thinking").add("data", redacted.data()).build();
        }
        if (block instanceof ContentBlock.ToolUse use) {
            return typed("tool_use")
                    .add("id", use.id())
                    .add("name", use.name())
                    .add("input", use.input())
                    .add("caller", Json.object().add("type", "direct"))
                    .build();
        }
        if (block instanceof ContentBlock.Other other) {
            return other.raw();
        }
        throw new IllegalArgumentException(
                "no block of an answer: " + block.getClass().getSimpleName());
    }

    private static JsonObjectBuilder typed(String type) {
        return Json.object().add("type", type);
    }
}
