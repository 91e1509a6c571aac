package org.messagesgateway.messages;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.messagesgateway.json.Json;

/** Reads content blocks of requests. Stateless. */
final class BlockReader {

    private BlockReader() {}

    /** A string, which is one text block, or an array of blocks. */
    static List<ContentBlock> content(Shape owner, String key) {
        return content(owner.required(key), owner.path(key));
    }

    private static List<ContentBlock> content(JsonValue value, Path path) {
        if (value instanceof JsonString text) {
            return List.of(new ContentBlock.Text(text, null));
        }
        return Shape.elements(value, path, element -> block(element.object()));
    }

    private static ContentBlock block(Shape block) {
        return switch (block.requiredString("type")) {
            case "text" -> new ContentBlock.Text(block.requiredRawString("text"), block.rawObject("cache_control"));
            case "image" ->
                new ContentBlock.Image(source(block.requiredObject("source")), block.rawObject("cache_control"));
            case "document" ->
                new ContentBlock.Document(
                        source(block.requiredObject("source")),
                        block.string("title"),
                        block.string("context"),
                        block.rawObject("cache_control"),
                        isCited(block));
            case "search_result" ->
                new ContentBlock.SearchResult(
                        block.requiredString("source"),
                        block.requiredString("title"),
                        content(block, "content"),
                        block.rawObject("cache_control"),
                        isCited(block));
            case "thinking" ->
                new ContentBlock.Thinking(block.requiredString("thinking"), block.string("signature", ""));
            case "redacted_thinking" -> new ContentBlock.RedactedThinking(block.requiredString("data"));
            case "tool_use" -> toolUse(block);
            case "tool_result" -> toolResult(block);
            case "tool_reference" -> new ContentBlock.ToolReference(block.requiredString("tool_name"));
            default -> new ContentBlock.Other(block.json());
        };
    }

    private static boolean isCited(Shape block) {
        var citations = block.object("citations");
        return citations != null && citations.bool("enabled");
    }

    private static ContentBlock toolUse(Shape block) {
        var input = block.rawObject("input");
        return new ContentBlock.ToolUse(
                block.requiredString("id"),
                block.requiredString("name"),
                input == null ? Json.object().build() : input,
                block.rawObject("cache_control"));
    }

    private static ContentBlock toolResult(Shape block) {
        return new ContentBlock.ToolResult(
                block.requiredString("tool_use_id"),
                block.has("content") ? content(block, "content") : List.of(),
                block.bool("is_error"),
                block.rawObject("cache_control"));
    }

    private static Source source(Shape source) {
        return switch (source.requiredString("type")) {
            case "base64" -> new Source.Base64(source.requiredString("media_type"), source.requiredString("data"));
            case "url" -> new Source.Url(source.requiredString("url"));
            case "text" -> new Source.PlainText(source.requiredString("data"));
            case "content" -> new Source.Blocks(content(source, "content"));
            case "file" -> new Source.File(source.requiredString("file_id"));
            default -> throw source.wrong("type", "Input should be 'base64', 'url', 'text', 'content' or 'file'");
        };
    }
}
