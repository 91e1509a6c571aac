package org.messagesgateway.adapter;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashSet;
import java.util.Set;
import org.messagesgateway.config.ResponsesProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Tool;
import org.messagesgateway.messages.ToolChoice;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.JsonSchemas;
import org.messagesgateway.provider.ToolNames;

/** Writes tool definitions and the choice among them. */
final class ResponsesTools {

    private static final String WEB_SEARCH = "web_search";

    private final MessagesRequest request;
    private final ResponsesProfile profile;
    private final ToolNames names;
    private final Dropped dropped;
    private final JsonArrayBuilder tools = Json.array();

    /** Names of the caller's tools that can be called. */
    private final Set<String> functions = new HashSet<>();

    private boolean searches;

    ResponsesTools(MessagesRequest request, ResponsesProfile profile, ToolNames names, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.names = names;
        this.dropped = dropped;
        for (var i = 0; i < request.tools().size(); i++) {
            offer(request.tools().get(i), "tools." + i);
        }
    }

    private void offer(Tool tool, String path) {
        if (tool instanceof Tool.Custom custom) {
            offer(custom);
        } else if (tool instanceof Tool.Defined defined
                && profile.webSearch()
                && !searches
                && defined.type().startsWith(WEB_SEARCH)) {
            searches = true;
            tools.add(webSearch(defined.raw(), path));
        } else {
            dropped.add(path);
        }
    }

    /** {@code strict} has to be written: without it the server makes schemas strict, which changes them. */
    private void offer(Tool.Custom tool) {
        if (!functions.add(tool.name())) {
            return;
        }
        var function = Json.object().add("type", "function").add("name", names.upstream(tool.name()));
        if (tool.description() != null) {
            function.add("description", tool.description());
        }
        tools.add(function.add("parameters", JsonSchemas.clean(tool.inputSchema()))
                .add("strict", tool.strict() && JsonSchemas.isStrict(tool.inputSchema())));
    }

    private JsonObjectBuilder webSearch(JsonObject tool, String path) {
        var search = Json.object().add("type", WEB_SEARCH);
        tool.forEach((key, value) -> {
            switch (key) {
                case "type", "name", "cache_control" -> {}
                case "allowed_domains" -> search.add("filters", Json.object().add(key, value));
                case "user_location" -> search.add(key, value);
                default -> dropped.add(path + "." + key);
            }
        });
        return search;
    }

    /** @param include takes what the answer shall hold beside the usual */
    void addTo(JsonObjectBuilder body, JsonArrayBuilder include) {
        var choice = request.toolChoice();
        if (functions.isEmpty() && !searches) {
            if (choice != null && choice.isForced()) {
                dropped.add("tool_choice");
            }
            return;
        }
        body.add("tools", tools);
        if (searches) {
            include.add("web_search_call.action.sources");
        }
        if (choice != null) {
            addChoice(body, choice);
        }
    }

    private void addChoice(JsonObjectBuilder body, ToolChoice choice) {
        switch (choice.kind()) {
            case AUTO -> body.add("tool_choice", "auto");
            case ANY -> body.add("tool_choice", "required");
            case NONE -> body.add("tool_choice", "none");
            case TOOL -> addTool(body, choice.name() == null ? "" : choice.name());
        }
        if (choice.disableParallel() && profile.parallelFlag()) {
            body.add("parallel_tool_calls", false);
        } else if (choice.disableParallel()) {
            dropped.add("tool_choice.disable_parallel_tool_use");
        }
    }

    private void addTool(JsonObjectBuilder body, String name) {
        if (functions.contains(name)) {
            body.add("tool_choice", Json.object().add("type", "function").add("name", names.upstream(name)));
        } else if (functions.isEmpty() && name.equals(WEB_SEARCH)) {
            body.add("tool_choice", "required");
        } else {
            dropped.add("tool_choice");
            body.add("tool_choice", "auto");
        }
    }
}
