package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;

/** A content block. What the gateway does not act on stays in {@code raw}. Immutable. */
public sealed interface ContentBlock {

    /** The marker for prompt caches as the caller wrote it; null for none. */
    default @Nullable JsonObject cacheControl() {
        return null;
    }

    /**
     * @param json the text, as the caller wrote it where it is a caller's
     * @param cacheControl the marker as the caller wrote it
     * @param citations of an answer, where what it says comes from
     */
    record Text(JsonString json, @Nullable JsonObject cacheControl, List<JsonObject> citations)
            implements ContentBlock {
        public Text {
            citations = List.copyOf(citations);
        }

        public Text(JsonString json, @Nullable JsonObject cacheControl) {
            this(json, cacheControl, List.of());
        }

        public Text(String text, @Nullable JsonObject cacheControl, List<JsonObject> citations) {
            this(Json.string(text), cacheControl, citations);
        }

        public Text(String text) {
            this(Json.string(text), null);
        }

        public String text() {
            return json.getString();
        }

        public boolean isEmpty() {
            return Json.isEmpty(json);
        }
    }

    record Thinking(String thinking, String signature) implements ContentBlock {}

    record RedactedThinking(String data) implements ContentBlock {}

    record ToolUse(String id, String name, JsonObject input, @Nullable JsonObject cacheControl)
            implements ContentBlock {
        public ToolUse(String id, String name, JsonObject input) {
            this(id, name, input, null);
        }
    }

    /** In an answer: a call of a tool that the upstream runs itself. */
    record ServerToolUse(String id, String name, JsonObject input) implements ContentBlock {}

    record ToolResult(String toolUseId, List<ContentBlock> content, boolean isError, @Nullable JsonObject cacheControl)
            implements ContentBlock {
        public ToolResult {
            content = List.copyOf(content);
        }
    }

    /** Inside a tool's result: the name of a tool whose definition is from now on known. */
    record ToolReference(String toolName) implements ContentBlock {}

    record Image(Source source, @Nullable JsonObject cacheControl) implements ContentBlock {
        public Image(Source source) {
            this(source, null);
        }
    }

    /** @param cited whether the answer is to cite from it */
    record Document(
            Source source,
            @Nullable String title,
            @Nullable String context,
            @Nullable JsonObject cacheControl,
            boolean cited)
            implements ContentBlock {
        public Document(Source source, @Nullable String title, @Nullable String context) {
            this(source, title, context, null, false);
        }
    }

    /** @param cited whether the answer is to cite from it */
    record SearchResult(
            String source, String title, List<ContentBlock> content, @Nullable JsonObject cacheControl, boolean cited)
            implements ContentBlock {
        public SearchResult {
            content = List.copyOf(content);
        }

        public SearchResult(String source, String title, List<ContentBlock> content) {
            this(source, title, content, null, false);
        }
    }

    record Other(JsonObject raw) implements ContentBlock {

        /** As it stands in {@code type}; empty if there is none. */
        public String type() {
            return raw.getString("type", "");
        }
    }
}
