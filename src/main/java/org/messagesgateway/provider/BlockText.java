package org.messagesgateway.provider;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.Source;

/** Words for blocks that a dialect has no form for. Confined to one translation; not thread-safe. */
public final class BlockText {

    /** What a tool's words begin with if it failed. */
    public static final String ERROR = "Error:";

    private final Dropped dropped;

    public BlockText(Dropped dropped) {
        this.dropped = dropped;
    }

    /** Text in place of a block that is none; empty where it is left out. */
    public String of(ContentBlock block) {
        if (block instanceof ContentBlock.Document document && document.source() instanceof Source.PlainText plain) {
            return heading(document) + plain.data();
        }
        if (block instanceof ContentBlock.SearchResult result) {
            return "Source: " + result.source() + "\nTitle: " + result.title() + "\n" + plain(result.content());
        }
        if (block instanceof ContentBlock.ToolReference reference) {
            return "[Loaded tool: " + reference.toolName() + "]";
        }
        if (block instanceof ContentBlock.Other other && other.type().equals("compaction")) {
            return other.raw().get("content") instanceof JsonString summary ? summary.getString() : "";
        }
        var code = block instanceof ContentBlock.Other other ? code(other.raw()) : "";
        if (!code.isEmpty()) {
            return code;
        }
        dropped.add("messages.content." + typeOf(block));
        return isMedia(block) ? "[" + describe(block) + " that cannot be shown]" : "";
    }

    /** Code that a server ran, or what it gave, as text that any model can read. */
    private static String code(JsonObject block) {
        var input = Json.objectOrNull(block, "input");
        var result = Json.objectOrNull(block, "content");
        return switch (String.valueOf(Json.stringOrNull(block, "type"))) {
            case "server_tool_use" -> input == null ? "" : fenced(Json.stringOrNull(input, "code"));
            case "code_execution_tool_result" ->
                result == null
                        ? ""
                        : fenced(Json.stringOrNull(result, "stdout")) + fenced(Json.stringOrNull(result, "stderr"));
            default -> "";
        };
    }

    private static String fenced(@Nullable String code) {
        return code == null || code.isBlank() ? "" : "\n```\n" + code.stripTrailing() + "\n```\n";
    }

    /** A document's title and context, each a line. */
    public static String heading(ContentBlock.Document document) {
        var title = document.title() == null ? "" : "Document: " + document.title() + "\n";
        return document.context() == null ? title : title + "Context: " + document.context() + "\n";
    }

    private static String plain(List<ContentBlock> content) {
        return content.stream()
                .filter(ContentBlock.Text.class::isInstance)
                .map(block -> ((ContentBlock.Text) block).text())
                .collect(Collectors.joining("\n"));
    }

    /** A block's type as the API calls it. */
    public static String typeOf(ContentBlock block) {
        if (block instanceof ContentBlock.Other other) {
            return other.type();
        }
        return block.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether it is more than text. */
    public static boolean isMedia(ContentBlock block) {
        return block instanceof ContentBlock.Image
                || block instanceof ContentBlock.Document document && !(document.source() instanceof Source.PlainText)
                || block instanceof ContentBlock.Other other && other.type().equals("container_upload");
    }

    /** What to call it when it cannot be carried. */
    public static String describe(ContentBlock block) {
        if (block instanceof ContentBlock.Image image) {
            return isByUrl(image) ? "an image by URL" : "an image";
        }
        if (block instanceof ContentBlock.Document document) {
            return isByUrl(document) ? "a document by URL" : "a document";
        }
        return "a file";
    }

    private static boolean isByUrl(ContentBlock block) {
        return block instanceof ContentBlock.Image image && image.source() instanceof Source.Url
                || block instanceof ContentBlock.Document document && document.source() instanceof Source.Url;
    }

    /** A 400 for a block of the newest turn, where words would pass over what is asked about. */
    public static ApiException refusal(ContentBlock block) {
        var way = isByUrl(block) ? "; client.fetch_urls lets the gateway fetch it" : "";
        return ApiException.invalid("messages: this model cannot be given " + describe(block) + way);
    }

    /** A tool's words, marked if it failed: few dialects have a member for that. */
    public static JsonString outcome(ContentBlock.ToolResult result, JsonString words) {
        return result.isError() && !words.getString().startsWith(ERROR)
                ? Json.string(ERROR + " " + words.getString())
                : words;
    }

    /** The blocks, with those inside of documents in their place. */
    public static List<ContentBlock> flat(List<ContentBlock> content) {
        var flat = new ArrayList<ContentBlock>();
        for (var block : content) {
            if (block instanceof ContentBlock.Document document && document.source() instanceof Source.Blocks inner) {
                flat.addAll(inner.content());
            } else {
                flat.add(block);
            }
        }
        return flat;
    }
}
