package org.messagesgateway.tokens;

import jakarta.json.JsonArray;
import java.util.List;
import java.util.function.ToLongFunction;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Source;
import org.messagesgateway.messages.ThinkingMode;
import org.messagesgateway.messages.Tool;

/** Goes through everything of a request that its model reads, and adds it up. Confined to one request; not thread-safe. */
final class Prompt {

    private static final long PDF_PAGE = 2_700;
    private static final double CITED_TEXT = 1.4;

    /** What the model knows of somebody else's tools is known to their server only. */
    private static final long MCP_SERVER = 3_000;

    /** What it is told of a summary in place of older turns. */
    private static final long SUMMARY = 80;

    private static final long DOCUMENT = 40;

    /** Characters of an encrypted thought that make about one token of it. */
    private static final long SEALED_CHARS_PER_TOKEN = 4;

    private final Calibration calibration;
    private final ToLongFunction<String> counter;
    private double texts;
    private double fixed;
    private boolean cites;

    Prompt(Calibration calibration, ToLongFunction<String> counter) {
        this.calibration = calibration;
        this.counter = counter;
    }

    long tokens(MessagesRequest request) {
        fixed = calibration.prompt() + calibration.turn();
        if (!request.system().isEmpty()) {
            blocks(request.system());
        }
        for (var turn : request.messages()) {
            fixed += calibration.turn();
            blocks(turn.content());
        }
        tools(request);
        var schema = request.outputSchema();
        if (schema != null) {
            fixed += calibration.schema();
            text(Json.text(schema));
        }
        var thinking = request.thinking();
        if (thinking != null && thinking.kind() != ThinkingMode.Kind.DISABLED) {
            fixed += calibration.thinking();
        }
        return (long) Math.ceil(fixed + texts * calibration.factor() + (cites ? calibration.citations() : 0));
    }

    private void tools(MessagesRequest request) {
        if (!request.tools().isEmpty()) {
            fixed += calibration.tools();
        }
        request.tools().forEach(this::tool);
        var choice = request.toolChoice();
        if (choice != null && choice.isForced()) {
            fixed += calibration.forced();
        }
        if (request.rest().get("mcp_servers") instanceof JsonArray servers) {
            fixed += servers.size() * MCP_SERVER;
        }
    }

    private void tool(Tool tool) {
        fixed += calibration.tool();
        if (tool instanceof Tool.Custom custom) {
            text(custom.name());
            text(custom.description() == null ? "" : custom.description().getString());
            text(Json.text(custom.inputSchema()));
        } else if (tool instanceof Tool.Defined defined) {
            fixed += DefinedTools.tokens(defined.type());
            text(Json.text(defined.raw()));
        }
    }

    private void text(String text) {
        texts += counter.applyAsLong(text);
    }

    private void blocks(List<ContentBlock> blocks) {
        blocks.forEach(this::block);
    }

    private void block(ContentBlock block) {
        if (block instanceof ContentBlock.Text text) {
            text(text.text());
        } else if (block instanceof ContentBlock.Thinking thinking) {
            thinking(thinking);
        } else if (block instanceof ContentBlock.RedactedThinking redacted) {
            fixed += redacted.data().length() / SEALED_CHARS_PER_TOKEN;
        } else if (block instanceof ContentBlock.ToolUse use) {
            fixed += calibration.call();
            text(use.name());
            text(Json.text(use.input()));
        } else if (block instanceof ContentBlock.ToolResult result) {
            fixed += calibration.call();
            blocks(result.content());
        } else if (block instanceof ContentBlock.ToolReference reference) {
            text(reference.toolName());
        } else if (block instanceof ContentBlock.Image image) {
            image(image.source());
        } else if (block instanceof ContentBlock.Document document) {
            document(document);
        } else if (block instanceof ContentBlock.SearchResult result) {
            cites |= result.cited();
            text(result.source());
            text(result.title());
            blocks(result.content());
        } else if (block instanceof ContentBlock.Other other) {
            fixed += other.type().equals("compaction") ? SUMMARY : 0;
            text(Json.text(other.raw()));
        }
    }

    /** One that is shown to nobody is inside of its signature. */
    private void thinking(ContentBlock.Thinking thinking) {
        text(thinking.thinking());
        if (thinking.thinking().isEmpty()) {
            fixed += thinking.signature().length() / SEALED_CHARS_PER_TOKEN;
        }
    }

    /** One whose size is not known is taken for a large one. */
    private void image(Source source) {
        var most = calibration.mostOfImage();
        fixed += source instanceof Source.Base64 base64
                ? ImageSize.of(base64.data()).map(size -> size.tokens(most)).orElse(most)
                : most;
    }

    private void document(ContentBlock.Document document) {
        var textsBefore = texts;
        var fixedBefore = fixed;
        fixed += DOCUMENT;
        text(document.title() == null ? "" : document.title());
        text(document.context() == null ? "" : document.context());
        var source = document.source();
        if (source instanceof Source.PlainText plain) {
            text(plain.data());
        } else if (source instanceof Source.Blocks inner) {
            blocks(inner.content());
        } else {
            fixed += PDF_PAGE * (source instanceof Source.Base64 base64 ? PdfPages.of(base64.data()) : 1);
        }
        if (document.cited()) {
            cites = true;
            texts = textsBefore + (texts - textsBefore) * CITED_TEXT;
            fixed = fixedBefore + (fixed - fixedBefore) * CITED_TEXT;
        }
    }
}
