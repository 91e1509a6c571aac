package org.messagesgateway.adapter;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ConverseProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Tool;
import org.messagesgateway.messages.ToolChoice;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.JsonSchemas;
import org.messagesgateway.provider.ToolNames;

/**
 * Writes tool definitions and the choice among them. A conversation in which tools were called must define some, though
 * the caller offers none any more.
 */
final class ConverseTools {

    private static final String GONE = "This tool is no longer there. Do not call it.";

    private final MessagesRequest request;
    private final ConverseProfile profile;
    private final ConverseOutputFormat format;
    private final boolean thinks;
    private final ToolNames names;
    private final ConverseCachePoints cachePoints;
    private final Dropped dropped;
    private final JsonArrayBuilder tools = Json.array();
    private final Set<String> offered = new HashSet<>();

    ConverseTools(
            MessagesRequest request,
            ConverseProfile profile,
            ConverseOutputFormat format,
            boolean thinks,
            ToolNames names,
            ConverseCachePoints cachePoints,
            Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.format = format;
        this.thinks = thinks;
        this.names = names;
        this.cachePoints = cachePoints;
        this.dropped = dropped;
    }

    void addTo(JsonObjectBuilder body) {
        var choice = request.toolChoice();
        var isOff = choice != null && choice.kind() == ToolChoice.Kind.NONE;
        var isBound = request.toolUses().findAny().isPresent();
        if (!isOff || isBound) {
            offer();
        }
        if (format.way() == ConverseOutputFormat.Way.TOOL) {
            tools.add(spec(ConverseOutputFormat.NAME, null, format.cleanSchema()));
            body.add("toolConfig", config(only(ConverseOutputFormat.NAME)));
            return;
        }
        if (!offered.isEmpty()) {
            body.add("toolConfig", config(choice == null ? null : choice(choice)));
            return;
        }
        if (choice != null && choice.isForced()) {
            dropped.add("tool_choice");
        }
        if (isBound) {
            request.toolUses().map(ContentBlock.ToolUse::name).distinct().forEach(this::addGone);
            body.add("toolConfig", config(null));
        }
    }

    private void offer() {
        for (var i = 0; i < request.tools().size(); i++) {
            if (!profile.tools() || !(request.tools().get(i) instanceof Tool.Custom tool)) {
                dropped.add("tools." + i);
            } else if (offered.add(tool.name())) {
                tools.add(spec(names.upstream(tool.name()), tool.description(), JsonSchemas.clean(tool.inputSchema())));
                cachePoints.addBehind(tool, tools);
                if (tool.strict()) {
                    dropped.add("tools." + i + ".strict");
                }
            }
        }
    }

    private void addGone(String name) {
        tools.add(spec(names.upstream(name), Json.string(GONE), JsonSchemas.clean(JsonObject.EMPTY_JSON_OBJECT)));
    }

    private static JsonObjectBuilder spec(String name, @Nullable JsonString description, JsonObject schema) {
        var spec = Json.object().add("name", name);
        if (description != null && !description.getString().isBlank()) {
            spec.add("description", description);
        }
        return Json.object()
                .add("toolSpec", spec.add("inputSchema", Json.object().add("json", schema)));
    }

    /** @param choice null for the model's own */
    private JsonObjectBuilder config(@Nullable JsonObjectBuilder choice) {
        var config = Json.object().add("tools", tools);
        return choice == null ? config : config.add("toolChoice", choice);
    }

    private @Nullable JsonObjectBuilder choice(ToolChoice choice) {
        if (choice.disableParallel()) {
            dropped.add("tool_choice.disable_parallel_tool_use");
        }
        return switch (choice.kind()) {
            case AUTO -> known("auto") ? word("auto") : null;
            case ANY -> isForcible("any") ? word("any") : free();
            case TOOL -> one(choice.name() == null ? "" : choice.name());
            // Tools have to stay for the calls behind, and there is no word that forbids them.
            case NONE -> free();
        };
    }

    private @Nullable JsonObjectBuilder one(String name) {
        if (offered.contains(name) && isForcible("tool")) {
            return only(names.upstream(name));
        }
        return offered.equals(Set.of(name)) && isForcible("any") ? word("any") : free();
    }

    /** Lets the model choose though the caller did not. */
    private @Nullable JsonObjectBuilder free() {
        dropped.add("tool_choice");
        return known("auto") ? word("auto") : null;
    }

    private boolean isForcible(String choice) {
        return known(choice) && (profile.forcedChoiceWithThinking() || !thinks);
    }

    private boolean known(String choice) {
        return profile.toolChoices().contains(choice);
    }

    private static JsonObjectBuilder word(String choice) {
        return Json.object().add(choice, Json.object());
    }

    private static JsonObjectBuilder only(String name) {
        return Json.object().add("tool", Json.object().add("name", name));
    }
}
