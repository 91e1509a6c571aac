package org.messagesgateway.adapter;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ChatProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Tool;
import org.messagesgateway.messages.ToolChoice;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.JsonSchemas;
import org.messagesgateway.provider.ToolNames;

/** Writes tool definitions and the choice among them. Servers refuse a choice, or an empty list, without tools. */
final class ChatTools {

    private final MessagesRequest request;
    private final ChatProfile profile;
    private final ToolNames names;
    private final Dropped dropped;
    private final JsonArrayBuilder functions = Json.array();
    private final Set<String> offered = new HashSet<>();

    ChatTools(MessagesRequest request, ChatProfile profile, ToolNames names, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.names = names;
        this.dropped = dropped;
        for (var i = 0; i < request.tools().size(); i++) {
            if (profile.tools() && request.tools().get(i) instanceof Tool.Custom custom) {
                offer(custom);
            } else {
                dropped.add("tools." + i);
            }
        }
    }

    boolean areOffered() {
        return !offered.isEmpty();
    }

    private void offer(Tool.Custom tool) {
        if (!offered.add(tool.name())) {
            return;
        }
        var function = Json.object().add("name", names.upstream(tool.name()));
        if (tool.description() != null) {
            function.add("description", tool.description());
        }
        function.add("parameters", JsonSchemas.clean(tool.inputSchema()));
        if (tool.strict() && JsonSchemas.isStrict(tool.inputSchema())) {
            function.add("strict", true);
        }
        functions.add(Json.object().add("type", "function").add("function", function));
    }

    void addTo(JsonObjectBuilder body) {
        var choice = request.toolChoice();
        if (!areOffered()) {
            if (choice != null && choice.isForced()) {
                dropped.add("tool_choice");
            }
            return;
        }
        body.add("tools", functions);
        if (choice != null) {
            addChoice(body, choice);
        }
    }

    private void addChoice(JsonObjectBuilder body, ToolChoice choice) {
        if (choice.isForced() && !isForcible(choice)) {
            dropped.add("tool_choice");
            body.add("tool_choice", "auto");
        } else {
            addWord(body, choice, choice.name());
        }
        if (choice.disableParallel() && profile.parallelFlag()) {
            body.add("parallel_tool_calls", false);
        } else if (choice.disableParallel()) {
            dropped.add("tool_choice.disable_parallel_tool_use");
        }
    }

    private boolean isForcible(ToolChoice choice) {
        var thinking = request.thinking();
        var thinks = thinking != null && thinking.isOn();
        var exists = choice.name() == null || offered.contains(choice.name());
        return exists && (profile.forcedChoiceWithThinking() || !thinks);
    }

    private void addWord(JsonObjectBuilder body, ToolChoice choice, @Nullable String name) {
        switch (choice.kind()) {
            case AUTO -> body.add("tool_choice", "auto");
            case ANY -> body.add("tool_choice", profile.requiredToolChoice());
            case NONE -> body.add("tool_choice", "none");
            case TOOL ->
                body.add(
                        "tool_choice",
                        Json.object()
                                .add("type", "function")
                                .add("function", Json.object().add("name", names.upstream(name == null ? "" : name))));
        }
    }
}
