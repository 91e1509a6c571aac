package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A content block. What the gateway does not act on stays in {@code raw}. Immutable. */
public sealed interface ContentBlock {

    /**
     * @param cacheControl the marker as the caller wrote it
     * @param citations of an answer, where what it says comes from
     */
    record Text(String text, @Nullable JsonObject cacheControl, List<JsonObject> citations) implements ContentBlock {
        public Text {
            citations = List.copyOf(citations);
        }

        public Text(String text, @Nullable JsonObject cacheControl) {
            this(text, cacheControl, List.of());
        }

        public Text(String text) {
            this(text, null);
        }
    }

    record Thinking(String thinking, String signature) implements ContentBlock {}

    record RedactedThinking(String data) implements ContentBlock {}

    record ToolUse(String id, String name, JsonObject input) implements ContentBlock {}

    /** In an answer: a call of a tool that the upstream runs itself. */
    record ServerToolUse(String id, String name, JsonObject input) implements ContentBlock {}

    /** @param cacheControl the marker as the caller wrote it */
    record ToolResult(String toolUseId, List<ContentBlock> content, boolean isError, @Nullable JsonObject cacheControl)
            implements ContentBlock {
        public ToolResult {
            content = List.copyOf(content);
        }
    }

    /** Inside a tool's result: the name of a tool whose definition is from now on known. */
    record ToolReference(String toolName) implements ContentBlock {}

    record Image(Source source) implements ContentBlock {}

    record Document(Source source, @Nullable String title, @Nullable String context) implements ContentBlock {}

    record SearchResult(String source, String title, List<ContentBlock> content) implements ContentBlock {
        public SearchResult {
            content = List.copyOf(content);
        }
    }

    record Other(JsonObject raw) implements ContentBlock {

        /** As it stands in {@code type}; empty if there is none. */
        public String type() {
            return raw.getString("type", "");
        }
    }
}
