package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.messagesgateway.config.GeminiProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.InputMessage;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.ToolNames;

/** Writes the conversation: turns of the user and of the model in alternation, the user's first. */
final class GeminiContents {

    private static final String USER = "user";
    private static final String MODEL = "model";

    private final MessagesRequest request;
    private final GeminiProfile profile;
    private final GeminiParts parts;
    private final GeminiModelTurn modelTurn;
    private final GeminiToolResult toolResult;
    private final Deque<String> called = new ArrayDeque<>();
    private final JsonArrayBuilder contents = Json.array();
    private final List<JsonObject> open = new ArrayList<>();
    private String role = "";

    GeminiContents(MessagesRequest request, GeminiProfile profile, ToolNames names, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        parts = new GeminiParts(profile, dropped);
        modelTurn = new GeminiModelTurn(profile, names, parts, dropped);
        toolResult = new GeminiToolResult(profile, names, parts);
    }

    JsonArray contents() {
        var turns = request.messages();
        for (var i = 0; i < turns.size(); i++) {
            add(turns.get(i), request.isNew(i));
        }
        if (role.isEmpty()) {
            append(USER, List.of(GeminiParts.text(" ")));
        }
        close();
        return contents.build();
    }

    private void add(InputMessage turn, boolean isNew) {
        switch (turn.role()) {
            case SYSTEM -> append(USER, parts.reminder(turn.content()));
            case ASSISTANT -> addModel(turn.content());
            case USER -> addUser(turn.content(), isNew);
        }
    }

    private void addModel(List<ContentBlock> content) {
        for (var block : content) {
            if (block instanceof ContentBlock.ToolUse use) {
                called.add(use.name());
            }
        }
        if (role.isEmpty()) {
            append(USER, List.of(GeminiParts.text(" ")));
        }
        append(MODEL, modelTurn.parts(content));
    }

    /** Responses come first, one for each call in the order of the calls: ids repeat. Beside them some models take nothing else. */
    private void addUser(List<ContentBlock> content, boolean isNew) {
        var responses = new ArrayList<JsonObject>();
        var attachments = new ArrayList<JsonObject>();
        var rest = new ArrayList<ContentBlock>();
        for (var block : content) {
            if (block instanceof ContentBlock.ToolResult result) {
                responses.add(toolResult.part(result, called.remove(), attachments));
            } else {
                rest.add(block);
            }
        }
        append(USER, responses);
        if (!responses.isEmpty() && profile.responseParts()) {
            close();
        }
        attachments.addAll(parts.of(rest, isNew));
        append(USER, attachments);
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

    private void close() {
        if (!open.isEmpty()) {
            var list = Json.array();
            open.forEach(list::add);
            contents.add(Json.object().add("role", role).add("parts", list));
            open.clear();
        }
    }
}
