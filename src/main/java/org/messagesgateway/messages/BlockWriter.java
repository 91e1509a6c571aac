package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.messagesgateway.json.Json;

/** Writes the content blocks of answers. Stateless. */
final class BlockWriter {

    private BlockWriter() {}

    static JsonObject json(ContentBlock block) {
        if (block instanceof ContentBlock.Text text) {
            return text(text);
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
            return use("tool_use", use.id(), use.name(), use.input());
        }
        if (block instanceof ContentBlock.ServerToolUse use) {
            return use("server_tool_use", use.id(), use.name(), use.input());
        }
        if (block instanceof ContentBlock.Other other) {
            return other.raw();
        }
        throw new IllegalArgumentException(
                "no block of an answer: " + block.getClass().getSimpleName());
    }

    private static JsonObject text(ContentBlock.Text text) {
        var block = typed("text").add("text", text.json());
        if (!text.citations().isEmpty()) {
            var citations = Json.array();
            text.citations().forEach(citations::add);
            block.add("citations", citations);
        }
        return block.build();
    }

    private static JsonObject use(String type, String id, String name, JsonObject input) {
        return typed(type)
                .add("id", id)
                .add("name", name)
                .add("input", input)
                .add("caller", Json.object().add("type", "direct"))
                .build();
    }

    private static JsonObjectBuilder typed(String type) {
        return Json.object().add("type", type);
    }
}
