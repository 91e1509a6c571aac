package org.messagesgateway.provider;

import java.util.List;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Source;
import org.messagesgateway.messages.Tool;

/** Guesses a prompt's tokens, rather too high than too low: clients compact by it. Stateless. */
public final class TokenEstimate {

    private static final long IMAGE = 1600;
    private static final long PER_TURN = 4;
    private static final long PER_TOOL = 12;

    /** Bytes of a PDF, in base64, that make about one token. */
    private static final long PDF_CHARS_PER_TOKEN = 40;

    private TokenEstimate() {}

    public static long of(MessagesRequest request) {
        var tokens = PER_TURN + blocks(request.system());
        for (var turn : request.messages()) {
            tokens += PER_TURN + blocks(turn.content());
        }
        for (var tool : request.tools()) {
            tokens += PER_TOOL + tool(tool);
        }
        return tokens + (request.outputSchema() == null ? 0 : text(Json.text(request.outputSchema())));
    }

    private static long tool(Tool tool) {
        if (tool instanceof Tool.Custom custom) {
            var description = custom.description() == null ? "" : custom.description();
            return text(custom.name()) + text(description) + text(Json.text(custom.inputSchema()));
        }
        return 300;
    }

    private static long blocks(List<ContentBlock> blocks) {
        return blocks.stream().mapToLong(TokenEstimate::block).sum();
    }

    private static long block(ContentBlock block) {
        if (block instanceof ContentBlock.Text text) {
            return text(text.text());
        }
        if (block instanceof ContentBlock.Thinking thinking) {
            return text(thinking.thinking());
        }
        if (block instanceof ContentBlock.ToolUse use) {
            return PER_TURN + text(use.name()) + text(Json.text(use.input()));
        }
        if (block instanceof ContentBlock.ToolResult result) {
            return PER_TURN + blocks(result.content());
        }
        if (block instanceof ContentBlock.SearchResult result) {
            return text(result.source()) + text(result.title()) + blocks(result.content());
        }
        if (block instanceof ContentBlock.Document document) {
            return PER_TURN + source(document.source());
        }
        if (block instanceof ContentBlock.Image) {
            return IMAGE;
        }
        return block instanceof ContentBlock.Other other ? text(Json.text(other.raw())) : PER_TURN;
    }

    private static long source(Source source) {
        if (source instanceof Source.PlainText plain) {
            return text(plain.data());
        }
        if (source instanceof Source.Blocks blocks) {
            return blocks(blocks.content());
        }
        return source instanceof Source.Base64 base64 ? base64.data().length() / PDF_CHARS_PER_TOKEN : IMAGE;
    }

    /** About 3.5 characters make a token of English; of most other scripts, one or two. */
    private static long text(String text) {
        var wide = text.chars().filter(c -> c > 0x2FF).count();
        return ((text.length() - wide) * 2 + 6) / 7 + wide;
    }
}
