package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ConverseProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.InputMessage;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;

/** Writes the conversation: turns of the user and of the assistant in alternation, the user's first. */
final class ConverseMessages {

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";

    private final MessagesRequest request;
    private final ConverseThoughts thoughts;
    private final ToolNames names;
    private final ConverseCachePoints cachePoints;
    private final Dropped dropped;
    private final ConverseBlocks blocks;
    private final ConverseToolResult toolResult;
    private final JsonArrayBuilder messages = Json.array();
    private final List<JsonObject> open = new ArrayList<>();
    private String role = USER;

    ConverseMessages(
            MessagesRequest request,
            ConverseProfile profile,
            ConverseThoughts thoughts,
            ToolNames names,
            ConverseCachePoints cachePoints,
            Dropped dropped) {
        this.request = request;
        this.thoughts = thoughts;
        this.names = names;
        this.cachePoints = cachePoints;
        this.dropped = dropped;
        blocks = new ConverseBlocks(profile, cachePoints, dropped);
        toolResult = new ConverseToolResult(profile, blocks);
    }

    /** @param preface what goes ahead of the first turn */
    JsonArray messages(List<JsonObject> preface) {
        open.addAll(preface);
        var turns = request.messages();
        for (var i = 0; i < turns.size(); i++) {
            add(turns.get(i), request.isNew(i));
        }
        close();
        return messages.build();
    }

    private void add(InputMessage turn, boolean isNew) {
        switch (turn.role()) {
            case SYSTEM -> append(USER, blocks.reminder(turn.content()));
            case ASSISTANT -> {
                var written = new ArrayList<JsonObject>();
                turn.content().forEach(block -> addAssistant(block, written));
                append(ASSISTANT, written);
            }
            case USER -> append(USER, user(turn.content(), isNew));
        }
    }

    private void addAssistant(ContentBlock block, List<JsonObject> written) {
        if (block instanceof ContentBlock.Thinking thinking) {
            addThought(thoughts.content(thinking), written);
        } else if (block instanceof ContentBlock.RedactedThinking thinking) {
            addThought(thoughts.content(thinking), written);
        } else if (block instanceof ContentBlock.ToolUse use) {
            var json = Json.object()
                    .add("toolUseId", ToolIds.plain(use.id()))
                    .add("name", names.upstream(use.name()))
                    .add("input", use.input());
            written.add(Json.object().add("toolUse", json).build());
            cachePoints.addBehind(use, written);
        } else {
            blocks.add(block, false, written);
        }
    }

    private void addThought(@Nullable JsonObject content, List<JsonObject> written) {
        if (content == null) {
            dropped.add("messages.content.thinking");
        } else {
            written.add(Json.object().add("reasoningContent", content).build());
        }
    }

    /** Results come first, as many as there were calls. */
    private List<JsonObject> user(List<ContentBlock> content, boolean isNew) {
        var written = new ArrayList<JsonObject>();
        var attachments = new ArrayList<JsonObject>();
        for (var block : content) {
            if (block instanceof ContentBlock.ToolResult result) {
                written.add(toolResult.block(result, attachments));
                cachePoints.addBehind(result, written);
            }
        }
        written.addAll(attachments);
        for (var block : content) {
            if (!(block instanceof ContentBlock.ToolResult)) {
                blocks.add(block, isNew, written);
            }
        }
        return written;
    }

    private void append(String newRole, List<JsonObject> added) {
        if (added.isEmpty()) {
            return;
        }
        if (!role.equals(newRole)) {
            close();
        }
        role = newRole;
        open.addAll(added);
    }

    /** Every turn has content, and words beside its documents. */
    private void close() {
        if (open.isEmpty()) {
            open.add(ConverseBlocks.text(" "));
        } else if (has("document") && !has("text")) {
            open.add(ConverseBlocks.text("See the document."));
        }
        messages.add(Json.object().add("role", role).add("content", ConverseBlocks.array(open)));
        open.clear();
    }

    private boolean has(String kind) {
        return open.stream().anyMatch(block -> block.containsKey(kind));
    }
}
