package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ChatProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.InputMessage;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.BlockText;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;

/** Writes the conversation: system text, turns, calls, and the results directly behind the calls. */
final class ChatMessages {

    private final MessagesRequest request;
    private final ChatProfile profile;
    private final ToolNames names;
    private final Dropped dropped;
    private final ChatParts parts;
    private final ChatReplay replay;
    private final JsonArrayBuilder messages = Json.array();

    ChatMessages(MessagesRequest request, ChatProfile profile, ToolNames names, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.names = names;
        this.dropped = dropped;
        parts = new ChatParts(profile, dropped);
        replay = new ChatReplay(profile, request.thinking(), dropped);
    }

    /** @param instruction system text of the gateway's own */
    JsonArray messages(@Nullable String instruction) {
        var system = new ArrayList<>(request.system());
        if (instruction != null) {
            system.add(new ContentBlock.Text(instruction));
        }
        addSystem(system);
        var turns = request.messages();
        for (var i = 0; i < turns.size(); i++) {
            add(turns.get(i), request.isNew(i));
        }
        return messages.build();
    }

    private void add(InputMessage turn, boolean isNew) {
        switch (turn.role()) {
            case SYSTEM -> addSystem(turn.content());
            case ASSISTANT -> addAssistant(turn.content());
            case USER -> addUser(turn.content(), isNew);
        }
    }

    private void addSystem(List<ContentBlock> content) {
        var texts = texts(content);
        if (!texts.isEmpty()) {
            messages.add(Json.object()
                    .add("role", profile.systemRole())
                    .add("content", parts.text(texts, !profile.stringContentOnly())));
        }
    }

    private List<ContentBlock.Text> texts(List<ContentBlock> content) {
        var texts = new ArrayList<ContentBlock.Text>();
        for (var block : content) {
            if (block instanceof ContentBlock.Text text) {
                texts.add(text);
            } else {
                dropped.add("messages.content." + BlockText.typeOf(block));
            }
        }
        return texts;
    }

    private void addUser(List<ContentBlock> content, boolean isNew) {
        var attachments = new ArrayList<ChatParts.Part>();
        var rest = new ArrayList<ContentBlock>();
        for (var block : content) {
            if (block instanceof ContentBlock.ToolResult result) {
                messages.add(toolMessage(result, attachments));
            } else {
                rest.add(block);
            }
        }
        attachments.addAll(parts.of(rest, isNew));
        if (!attachments.isEmpty()) {
            messages.add(Json.object().add("role", "user").add("content", parts.content(attachments)));
        }
    }

    /** A tool's message holds text only; its images and files follow in the user's turn. */
    private JsonObjectBuilder toolMessage(ContentBlock.ToolResult result, List<ChatParts.Part> attachments) {
        var id = id(result.toolUseId());
        var content = new ChatToolResult(result, id, parts, profile).content(attachments);
        return Json.object().add("role", "tool").add("tool_call_id", id).add("content", content);
    }

    private void addAssistant(List<ContentBlock> content) {
        var texts = new ArrayList<JsonString>();
        var calls = Json.array();
        var called = false;
        for (var block : content) {
            if (block instanceof ContentBlock.Text part) {
                texts.add(part.json());
            } else if (block instanceof ContentBlock.ToolUse use) {
                calls.add(call(use));
                called = true;
            } else if (!ChatReplay.isThinking(block)) {
                texts.add(Json.string(parts.words(block)));
            }
        }
        var text = Json.joined("", texts);
        var thoughts = replay.of(content);
        if (Json.isEmpty(text) && !called && thoughts.isEmpty()) {
            return;
        }
        var message = Json.object().add("role", "assistant");
        replay.addContent(message, text, called, thoughts);
        if (called) {
            message.add("tool_calls", calls);
        }
        messages.add(message);
    }

    private JsonObjectBuilder call(ContentBlock.ToolUse use) {
        return Json.object()
                .add("id", id(use.id()))
                .add("type", "function")
                .add(
                        "function",
                        Json.object()
                                .add("name", names.upstream(use.name()))
                                .add("arguments", Json.quoted(use.input())));
    }

    private String id(String id) {
        return switch (profile.ids()) {
            case OPAQUE -> ToolIds.opaque(id);
            case NINE_ALPHANUMERIC -> ToolIds.nineAlphanumeric(id);
        };
    }
}
