package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;

/**
 * Joins a well-formed stream into the message that it tells. It takes every event but forwarded ones. A tool call whose
 * input was cut off by {@code max_tokens} is left out. Confined to one stream; not thread-safe.
 */
public final class MessageAccumulator {

    private final List<ContentBlock> content = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<JsonObject> citations = new ArrayList<>();
    private String signature = "";
    private @Nullable ContentBlock open;
    private @Nullable Message start;
    private @Nullable Message whole;
    private @Nullable ApiError failure;

    public void accept(StreamEvent event) {
        if (event instanceof StreamEvent.MessageStart messageStart) {
            start = messageStart.message();
        } else if (event instanceof StreamEvent.BlockStart blockStart) {
            open(blockStart.block());
        } else if (event instanceof StreamEvent.BlockDelta blockDelta) {
            append(blockDelta.delta());
        } else if (event instanceof StreamEvent.BlockStop) {
            close();
        } else if (event instanceof StreamEvent.MessageDelta delta) {
            finish(delta);
        } else if (event instanceof StreamEvent.Failure failed) {
            failure = failed.error();
        } else if (event instanceof StreamEvent.Forwarded) {
            throw new IllegalArgumentException("a forwarded event cannot be accumulated");
        }
    }

    /**
     * The whole message.
     *
     * @throws ApiException if the stream failed
     * @throws IllegalStateException if it has not ended yet
     */
    public Message message() {
        if (failure != null) {
            throw new ApiException(failure);
        }
        if (whole == null) {
            throw new IllegalStateException("the stream has not ended");
        }
        return whole;
    }

    private void open(ContentBlock block) {
        open = block;
        text.setLength(0);
        citations.clear();
        signature = "";
    }

    private void append(Delta delta) {
        if (delta instanceof Delta.Text part) {
            text.append(part.text());
        } else if (delta instanceof Delta.Thinking part) {
            text.append(part.thinking());
        } else if (delta instanceof Delta.InputJson part) {
            text.append(part.partialJson());
        } else if (delta instanceof Delta.Citation part) {
            citations.add(part.citation());
        } else if (delta instanceof Delta.Signature whole) {
            signature = whole.signature();
        }
    }

    private void close() {
        var block = open;
        if (block instanceof ContentBlock.Text) {
            content.add(new ContentBlock.Text(text.toString(), null, citations));
        } else if (block instanceof ContentBlock.Thinking) {
            content.add(new ContentBlock.Thinking(text.toString(), signature));
        } else if (block instanceof ContentBlock.ToolUse use) {
            closeToolUse(use);
        } else if (block instanceof ContentBlock.ServerToolUse use) {
            content.add(new ContentBlock.ServerToolUse(use.id(), use.name(), Json.parseObject(text.toString())));
        } else if (block != null) {
            content.add(block);
        }
        open = null;
    }

    private void closeToolUse(ContentBlock.ToolUse use) {
        if (text.isEmpty()) {
            content.add(use);
            return;
        }
        try {
            content.add(new ContentBlock.ToolUse(use.id(), use.name(), Json.parseObject(text.toString())));
        } catch (JsonSyntaxException e) {
            // Cut off: the stream that has made sure of it says so in its stop reason.
        }
    }

    private void finish(StreamEvent.MessageDelta delta) {
        if (start == null) {
            throw new IllegalStateException("the stream has not begun");
        }
        whole = new Message(
                start.id(),
                start.model(),
                content,
                delta.stopReason(),
                delta.stopSequence(),
                delta.refusal(),
                delta.usage());
    }
}
