package org.messagesgateway.adapter;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.messagesgateway.config.GeminiProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Tool;
import org.messagesgateway.messages.ToolChoice;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.JsonSchemas;
import org.messagesgateway.provider.ToolNames;

/** Writes function declarations and the choice among them; a search of the web only where it stands alone. */
final class GeminiTools {

    /** What Gemini refuses of JSON Schema. */
    static final Set<String> UNKNOWN_KEYWORDS = Set.of("propertyNames");

    private final MessagesRequest request;
    private final GeminiProfile profile;
    private final ToolNames names;
    private final Dropped dropped;
    private final JsonArrayBuilder functions = Json.array();
    private final Set<String> offered = new HashSet<>();
    private boolean searches;

    GeminiTools(MessagesRequest request, GeminiProfile profile, ToolNames names, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.names = names;
        this.dropped = dropped;
        var others = new ArrayList<Integer>();
        for (var i = 0; i < request.tools().size(); i++) {
            if (request.tools().get(i) instanceof Tool.Custom custom) {
                offer(custom);
            } else {
                others.add(i);
            }
        }
        others.forEach(this::readDefined);
    }

    private void offer(Tool.Custom tool) {
        if (!offered.add(tool.name())) {
            return;
        }
        var function = Json.object().add("name", names.upstream(tool.name()));
        if (tool.description() != null && !Json.isEmpty(tool.description())) {
            function.add("description", tool.description());
        }
        if (profile.jsonSchemas()) {
            function.add("parametersJsonSchema", JsonSchemas.clean(tool.inputSchema(), UNKNOWN_KEYWORDS));
        } else {
            var parameters = GeminiSchemas.of(tool.inputSchema());
            if (parameters.containsKey("properties")) {
                function.add("parameters", parameters);
            }
        }
        functions.add(function);
    }

    private void readDefined(int index) {
        var isSearch = request.tools().get(index) instanceof Tool.Defined defined
                && defined.type().startsWith("web_search");
        if (isSearch && !hasFunctions()) {
            searches = true;
        } else {
            dropped.add("tools." + index);
        }
    }

    boolean hasFunctions() {
        return !offered.isEmpty();
    }

    void addTo(JsonObjectBuilder body) {
        if (hasFunctions()) {
            body.add("tools", Json.array().add(Json.object().add("functionDeclarations", functions)));
        } else if (searches) {
            body.add("tools", Json.array().add(Json.object().add("googleSearch", Json.object())));
        }
        var choice = request.toolChoice();
        if (choice != null && hasFunctions()) {
            body.add("toolConfig", Json.object().add("functionCallingConfig", config(choice)));
        } else if (choice != null && choice.isForced()) {
            dropped.add("tool_choice");
        }
    }

    private JsonObjectBuilder config(ToolChoice choice) {
        if (choice.disableParallel()) {
            dropped.add("tool_choice.disable_parallel_tool_use");
        }
        return switch (choice.kind()) {
            case AUTO -> mode("AUTO");
            case ANY -> mode("ANY");
            case NONE -> mode("NONE");
            case TOOL -> only(choice.name() == null ? "" : choice.name());
        };
    }

    private JsonObjectBuilder only(String name) {
        if (!offered.contains(name)) {
            dropped.add("tool_choice");
            return mode("AUTO");
        }
        return mode("ANY").add("allowedFunctionNames", Json.array().add(names.upstream(name)));
    }

    private static JsonObjectBuilder mode(String mode) {
        return Json.object().add("mode", mode);
    }
}
