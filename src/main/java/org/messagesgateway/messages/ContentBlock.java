package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A content block. What the gateway does not act on stays in {@code raw}. Immutable. */
public sealed interface ContentBlock {

    /** @param cacheControl the marker as the caller wrote it */
    record Text(String text, @Nullable JsonObject cacheControl) implements ContentBlock {
        public Text(String text) {
            this(text, null);
        }
    }

    record Thinking(String thinking, String signature) implements ContentBlock {}

    record RedactedThinking(String data) implements ContentBlock {}

    record ToolUse(String id, String name, JsonObject input) implements ContentBlock {}

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

    /** @param cited whether the answer is to cite from it */
    record Document(Source source, @Nullable String title, @Nullable String context, boolean cited)
            implements ContentBlock {
        public Document(Source source, @Nullable String title, @Nullable String context) {
            this(source, title, context, false);
        }
    }

    /** @param cited whether the answer is to cite from it */
    record SearchResult(String source, String title, List<ContentBlock> content, boolean cited)
            implements ContentBlock {
        public SearchResult {
            content = List.copyOf(content);
        }

        public SearchResult(String source, String title, List<ContentBlock> content) {
            this(source, title, content, false);
        }
    }

    record Other(JsonObject raw) implements ContentBlock {

        /** As it stands in {@code type}; empty if there is none. */
        public String type() {
            return raw.getString("type", "");
        }
    }
}
