package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.messagesgateway.json.Json;

/** What holds for every request that the Responses adapter makes. */
final class ResponsesRequestRules {

    private static final Set<String> MEMBERS = Set.of(
            "model",
            "instructions",
            "input",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "text",
            "max_output_tokens",
            "temperature",
            "top_p",
            "reasoning",
            "include",
            "store",
            "stream",
            "prompt_cache_key");

    private static final Map<String, Set<String>> ITEMS = Map.of(
            "message", Set.of("type", "role", "content"),
            "function_call", Set.of("type", "call_id", "name", "arguments"),
            "function_call_output", Set.of("type", "call_id", "output"),
            "reasoning", Set.of("type", "summary", "encrypted_content", "content", "format"));

    private static final Map<String, Set<String>> PARTS = Map.of(
            "input_text", Set.of("type", "text"),
            "output_text", Set.of("type", "text"),
            "input_image", Set.of("type", "detail", "image_url", "file_id"),
            "input_file", Set.of("type", "filename", "file_data", "file_url", "file_id"));

    private ResponsesRequestRules() {}

    static void check(JsonObject body) {
        assertThat(MEMBERS).containsAll(body.keySet());
        assertThat(body.getBoolean("store")).isFalse();
        assertThat(body.getInt("max_output_tokens")).isGreaterThanOrEqualTo(16);
        var include = body.containsKey("include") ? Json.text(body.get("include")) : "";
        assertThat(include.contains("reasoning") && !body.containsKey("reasoning"))
                .isFalse();
        checkTools(body);
        var items = body.getJsonArray("input").getValuesAs(JsonObject.class);
        assertThat(items).isNotEmpty();
        items.forEach(ResponsesRequestRules::checkItem);
        checkPairs(items);
        checkReasoning(items);
    }

    private static void checkTools(JsonObject body) {
        if (!body.containsKey("tools")) {
            assertThat(body.keySet()).doesNotContain("tool_choice", "parallel_tool_calls");
            return;
        }
        var names = new HashSet<String>();
        for (var tool : body.getJsonArray("tools").getValuesAs(JsonObject.class)) {
            if (tool.getString("type").equals("web_search")) {
                assertThat(Set.of("type", "filters", "user_location")).containsAll(tool.keySet());
                continue;
            }
            assertThat(Set.of("type", "name", "description", "parameters", "strict"))
                    .containsAll(tool.keySet());
            assertThat(tool).containsKey("strict");
            assertThat(tool.getString("name")).matches("[a-zA-Z0-9_-]{1,64}");
            assertThat(names.add(tool.getString("name"))).isTrue();
            assertThat(tool.getJsonObject("parameters").getString("type")).isEqualTo("object");
        }
        if (body.get("tool_choice") instanceof JsonObject choice) {
            assertThat(names).contains(choice.getString("name"));
        }
    }

    private static void checkItem(JsonObject item) {
        var type = item.getString("type");
        assertThat(ITEMS).containsKey(type);
        assertThat(ITEMS.get(type)).containsAll(item.keySet());
        if (type.equals("message")) {
            checkParts(item.get("content"), item.getString("role").equals("assistant") ? "output_text" : "input_.*");
        } else if (type.equals("function_call_output") && item.get("output") instanceof JsonArray list) {
            checkParts(list, "input_.*");
        } else if (type.equals("function_call")) {
            Json.parseObject(item.getString("arguments"));
            assertThat(item.getString("name")).matches("[a-zA-Z0-9_-]{1,64}");
        }
    }

    private static void checkParts(JsonValue content, String types) {
        assertThat(content.asJsonArray()).isNotEmpty();
        for (var part : content.asJsonArray().getValuesAs(JsonObject.class)) {
            assertThat(part.getString("type")).matches(types);
            assertThat(PARTS.get(part.getString("type"))).containsAll(part.keySet());
        }
    }

    /** Number, order and ids of outputs are those of the calls before them, and nothing stands between. */
    private static void checkPairs(List<JsonObject> items) {
        var open = new ArrayList<String>();
        var answering = false;
        for (var item : items) {
            var type = item.getString("type");
            if (type.equals("function_call_output")) {
                assertThat(open).as("an output has its call").isNotEmpty();
                assertThat(item.getString("call_id")).isEqualTo(open.remove(0));
                answering = true;
                continue;
            }
            if (answering || item.getString("role", "assistant").equals("user")) {
                assertThat(open).as("every call has its output").isEmpty();
            }
            if (type.equals("function_call")) {
                assertThat(item.getString("call_id")).matches(".{1,64}");
                open.add(item.getString("call_id"));
                answering = false;
            }
        }
        assertThat(open).isEmpty();
    }

    /** Reasoning stands before something that the assistant did. */
    private static void checkReasoning(List<JsonObject> items) {
        for (var i = 0; i < items.size(); i++) {
            if (items.get(i).getString("type").equals("reasoning")) {
                var next = items.get(i + 1);
                assertThat(next.getString("type")).isNotEqualTo("function_call_output");
                assertThat(next.getString("role", "assistant")).isEqualTo("assistant");
            }
        }
    }
}
