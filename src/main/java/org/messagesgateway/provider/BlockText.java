package org.messagesgateway.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.Source;

/** Text in place of blocks that a dialect has no form for. Confined to one translation; not thread-safe. */
public final class BlockText {

    private static final String ERROR = "Error: ";

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
            return "Source: " + result.source() + "\nTitle: " + result.title() + "\n" + plain(result);
        }
        if (block instanceof ContentBlock.ToolReference reference) {
            return "[Loaded tool: " + reference.toolName() + "]";
        }
        if (block instanceof ContentBlock.Other other && other.type().equals("compaction")) {
            var summary = Json.stringOrNull(other.raw(), "content");
            return summary == null ? "" : summary;
        }
        dropped.add("messages.content." + typeOf(block));
        return isMedia(block) ? "[" + describe(block) + " that cannot be shown]" : "";
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

    /** A tool's words, marked if it failed: few dialects have a member for that. */
    public static String outcome(ContentBlock.ToolResult result, String words) {
        return result.isError() && !words.startsWith(ERROR.strip()) ? ERROR + words : words;
    }

    /** What stands above a document's text; empty if nothing is known of it. */
    public static String heading(ContentBlock.Document document) {
        var title = document.title() == null ? "" : "Document: " + document.title() + "\n";
        return document.context() == null ? title : title + "Context: " + document.context() + "\n";
    }

    /** Whether it is content that no text can stand for. */
    public static boolean isMedia(ContentBlock block) {
        return block instanceof ContentBlock.Image
                || block instanceof ContentBlock.Document document && !(document.source() instanceof Source.PlainText)
                || block instanceof ContentBlock.Other other && other.type().equals("container_upload");
    }

    /** A 400 for a block in the newest turn, where a stand-in would pass over what is asked about. */
    public static ApiException refusal(ContentBlock block) {
        return ApiException.invalid("messages: this model cannot be given " + describe(block));
    }

    private static String describe(ContentBlock block) {
        if (block instanceof ContentBlock.Image image) {
            return image.source() instanceof Source.Url ? "an image by URL" : "an image";
        }
        if (block instanceof ContentBlock.Document document) {
            return document.source() instanceof Source.Url ? "a document by URL" : "a document";
        }
        return "a file";
    }

    private static String plain(ContentBlock.SearchResult result) {
        return result.content().stream()
                .filter(ContentBlock.Text.class::isInstance)
                .map(block -> ((ContentBlock.Text) block).text())
                .collect(Collectors.joining("\n"));
    }

    /** As the API calls it. */
    public static String typeOf(ContentBlock block) {
        if (block instanceof ContentBlock.Other other) {
            return other.type();
        }
        return block.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }
}
