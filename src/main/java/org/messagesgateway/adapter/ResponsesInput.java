package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.messagesgateway.config.ResponsesProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.InputMessage;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.BlockText;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;

/** Writes the conversation as items, in the order of its blocks. */
final class ResponsesInput {

    private final ResponsesProfile profile;
    private final ToolNames names;
    private final ResponsesThoughts thoughts;
    private final Dropped dropped;
    private final ResponsesParts parts;
    private final BlockText blockText;
    private final JsonArrayBuilder items = Json.array();

    /** What is said and not yet an item: parts of one message. */
    private final List<JsonObject> said = new ArrayList<>();

    /** Reasoning that waits for what it led to: the upstream refuses it without. */
    private final List<JsonObject> reasoning = new ArrayList<>();

    ResponsesInput(ResponsesProfile profile, ToolNames names, ResponsesThoughts thoughts, Dropped dropped) {
        this.profile = profile;
        this.names = names;
        this.thoughts = thoughts;
        this.dropped = dropped;
        parts = new ResponsesParts(profile, dropped);
        blockText = new BlockText(dropped);
    }

    /** The system text; empty if there is none. */
    String instructions(List<ContentBlock> system) {
        return texts(system).stream().map(part -> part.getString("text")).collect(Collectors.joining("\n\n"));
    }

    JsonArray items(MessagesRequest request) {
        var turns = request.messages();
        for (var i = 0; i < turns.size(); i++) {
            add(turns.get(i), request.isNew(i));
        }
        return items.build();
    }

    /** @param isNew whether the model has not answered this turn yet */
    private void add(InputMessage turn, boolean isNew) {
        switch (turn.role()) {
            case SYSTEM -> {
                said.addAll(texts(turn.content()));
                flush(profile.systemRole());
            }
            case USER -> addUser(turn.content(), isNew);
            case ASSISTANT -> addAssistant(turn.content());
        }
    }

    private List<JsonObject> texts(List<ContentBlock> content) {
        var texts = new ArrayList<JsonObject>();
        for (var block : content) {
            if (block instanceof ContentBlock.Text text) {
                texts.add(parts.text(text));
            } else {
                dropped.add("messages.content." + BlockText.typeOf(block));
            }
        }
        return texts;
    }

    private void addUser(List<ContentBlock> content, boolean isNew) {
        for (var block : content) {
            if (block instanceof ContentBlock.ToolResult result) {
                flush("user");
                items.add(Json.object()
                        .add("type", "function_call_output")
                        .add("call_id", ToolIds.opaque(result.toolUseId()))
                        .add("output", parts.output(result)));
            } else {
                said.addAll(parts.of(block, isNew));
            }
        }
        flush("user");
    }

    private void addAssistant(List<ContentBlock> content) {
        for (var block : content) {
            if (block instanceof ContentBlock.Thinking thinking) {
                addThinking(thinking);
            } else if (block instanceof ContentBlock.ToolUse use) {
                flush("assistant");
                addReasoning();
                items.add(call(use));
            } else {
                addWords(block instanceof ContentBlock.Text text ? text.json() : Json.string(blockText.of(block)));
            }
        }
        flush("assistant");
        if (!reasoning.isEmpty()) {
            dropped.add("messages.content.thinking");
            reasoning.clear();
        }
    }

    private void addThinking(ContentBlock.Thinking block) {
        var item = profile.efforts().isEmpty() ? null : thoughts.item(block);
        if (item == null) {
            dropped.add("messages.content.thinking");
        } else {
            flush("assistant");
            reasoning.add(item);
        }
    }

    private void addReasoning() {
        reasoning.forEach(items::add);
        reasoning.clear();
    }

    private void addWords(JsonString words) {
        if (!Json.isEmpty(words)) {
            addReasoning();
            said.add(Json.object().add("type", "output_text").add("text", words).build());
        }
    }

    private JsonObject call(ContentBlock.ToolUse use) {
        return Json.object()
                .add("type", "function_call")
                .add("call_id", ToolIds.opaque(use.id()))
                .add("name", names.upstream(use.name()))
                .add("arguments", Json.quoted(use.input()))
                .build();
    }

    private void flush(String role) {
        if (!said.isEmpty()) {
            var content = Json.array();
            said.forEach(content::add);
            items.add(Json.object().add("type", "message").add("role", role).add("content", content));
            said.clear();
        }
    }
}
