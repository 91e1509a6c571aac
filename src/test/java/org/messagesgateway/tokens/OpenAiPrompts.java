package org.messagesgateway.tokens;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.messagesgateway.adapter.Recordings;
import org.messagesgateway.json.Json;

/** Recorded prompts of OpenAI's dialects, as far as they are text and functions, in the words of the Messages API. */
record OpenAiPrompts(String id, JsonObject body, long tokens) {

    private static final List<String> UNDERSTOOD = List.of("system", "developer", "user", "assistant");

    static Stream<OpenAiPrompts> of(String dialect) throws IOException {
        return Recordings.of(dialect).stream()
                .filter(record -> !isMoreThanItsRequest(record))
                .filter(record -> record.get("request") instanceof JsonObject request
                        && request.get("body") instanceof JsonObject body
                        && body.get("model") instanceof JsonString
                        && isSimple(body))
                .map(OpenAiPrompts::of)
                .filter(prompt -> prompt.tokens > 0);
    }

    /**
     * What the count says nothing about: hosts with a system prompt of their own, Claude behind another's dialect, and
     * two where OpenAI counted more than the recording shows.
     */
    private static boolean isMoreThanItsRequest(JsonObject record) {
        return record.getString("provider").equals("venice")
                || Json.text(record).contains("\"model\":\"gpt-5.6-sol\"")
                || Json.text(record).contains("claude")
                || Set.of("pydant-a2962fc227", "pydant-9848b5215e").contains(record.getString("id"));
    }

    private static OpenAiPrompts of(JsonObject record) {
        var body = record.getJsonObject("request").getJsonObject("body");
        var turns = Json.array();
        if (body.get("instructions") instanceof JsonString instructions) {
            turns.add(turn("system", instructions.getString()));
        }
        turns(body).forEach(turn -> turns.add(turn(turn.getString("role"), text(turn))));
        var tools = Json.array();
        tools(body).forEach(tool -> tools.add(tool(tool)));
        var request = Json.object()
                .add("model", body.getString("model"))
                .add("messages", turns)
                .add("tools", tools);
        return new OpenAiPrompts(record.getString("id"), request.build(), tokens(record.getJsonObject("response")));
    }

    private static JsonObject turn(String role, String text) {
        var name = role.equals("assistant") || role.equals("user") ? role : "system";
        return Json.object().add("role", name).add("content", text).build();
    }

    private static JsonObject tool(JsonObject tool) {
        var function = tool.get("function") instanceof JsonObject own ? own : tool;
        var parameters = Json.objectOrNull(function, "parameters");
        return Json.object()
                .add("name", function.getString("name"))
                .add("description", function.getString("description", ""))
                .add("input_schema", parameters == null ? JsonValue.EMPTY_JSON_OBJECT : parameters)
                .build();
    }

    /** Nothing but text and functions, and no state on the server. */
    private static boolean isSimple(JsonObject body) {
        return Stream.of(
                                "functions",
                                "previous_response_id",
                                "response_format",
                                "text",
                                "prompt",
                                "plugins",
                                "search_parameters",
                                "web_search_options",
                                "modalities")
                        .noneMatch(body::containsKey)
                && !turns(body).isEmpty()
                && turns(body).stream().allMatch(OpenAiPrompts::isText)
                && tools(body).stream()
                        .allMatch(tool -> tool.getString("type", "function").equals("function"));
    }

    private static boolean isText(JsonObject turn) {
        return UNDERSTOOD.contains(turn.getString("role", ""))
                && !turn.containsKey("tool_calls")
                && !turn.containsKey("reasoning_content")
                && (turn.get("content") instanceof JsonString
                        || turn.get("content") instanceof JsonArray parts
                                && parts.stream()
                                        .allMatch(part -> part.asJsonObject().containsKey("text")));
    }

    private static String text(JsonObject turn) {
        if (turn.get("content") instanceof JsonString text) {
            return text.getString();
        }
        var text = new StringBuilder();
        turn.getJsonArray("content")
                .forEach(part -> text.append(part.asJsonObject().getString("text", "")));
        return text.toString();
    }

    private static List<JsonObject> turns(JsonObject body) {
        var turns = body.getOrDefault("messages", body.get("input"));
        if (turns instanceof JsonString text) {
            return List.of(turn("user", text.getString()));
        }
        return turns instanceof JsonArray list ? objects(list) : List.of();
    }

    private static List<JsonObject> tools(JsonObject body) {
        return body.get("tools") instanceof JsonArray list ? objects(list) : List.of();
    }

    private static List<JsonObject> objects(JsonArray list) {
        return list.stream().map(JsonValue::asJsonObject).toList();
    }

    private static long tokens(JsonObject response) {
        var seen = new ArrayList<JsonObject>();
        if (response.get("stream") instanceof JsonObject stream) {
            seen.addAll(Recordings.events(stream.getString("sse", "")));
        } else if (response.get("body") instanceof JsonObject body) {
            seen.add(body);
        }
        var most = 0L;
        for (var event : seen) {
            var answer = event.get("response") instanceof JsonObject inner ? inner : event;
            var usage = answer.get("usage") instanceof JsonObject own ? own : answer;
            most = Math.max(most, Math.max(Json.count(usage, "prompt_tokens"), Json.count(usage, "input_tokens")));
        }
        return most;
    }
}
