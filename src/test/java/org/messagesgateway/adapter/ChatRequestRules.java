package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.messagesgateway.config.ChatProfile;
import org.messagesgateway.json.Json;

/** What holds for every request that the chat adapter makes. */
final class ChatRequestRules {

    static final List<String> PROVIDERS =
            List.of("openai", "mistral", "deepseek", "openrouter", "ollama", "perplexity");

    private static final Set<String> MEMBERS = Set.of(
            "model",
            "messages",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "response_format",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "top_k",
            "stop",
            "reasoning_effort",
            "reasoning",
            "thinking",
            "enable_thinking",
            "thinking_budget",
            "stream",
            "stream_options",
            "prompt_cache_key");

    private static final Set<String> FOREIGN = Set.of(
            "signature",
            "input_schema",
            "tool_use_id",
            "is_error",
            "citations",
            "caller",
            "defer_loading",
            "eager_input_streaming",
            "media_type");

    private ChatRequestRules() {}

    static void check(String provider, JsonObject body) {
        var profile = ChatCase.profile(provider).chat();
        assertThat(MEMBERS).containsAll(body.keySet());
        checkTools(body);
        var messages = body.getJsonArray("messages").getValuesAs(JsonObject.class);
        assertThat(messages).isNotEmpty();
        messages.forEach(message -> checkMessage(message, profile));
        checkPairs(messages, profile);
    }

    private static void checkTools(JsonObject body) {
        var tools = body.getJsonArray("tools");
        if (tools == null) {
            assertThat(body.keySet()).doesNotContain("tool_choice", "parallel_tool_calls");
            return;
        }
        var names = new HashSet<String>();
        for (var tool : tools.getValuesAs(JsonObject.class)) {
            assertThat(tool.keySet()).containsExactly("type", "function");
            var function = tool.getJsonObject("function");
            assertThat(function.getString("name")).matches("[a-zA-Z0-9_-]{1,64}");
            assertThat(names.add(function.getString("name"))).isTrue();
            assertThat(function.getJsonObject("parameters").getString("type")).isEqualTo("object");
            assertThat(function.getJsonObject("parameters")).containsKey("properties");
        }
        if (body.get("tool_choice") instanceof JsonObject choice) {
            assertThat(names).contains(choice.getJsonObject("function").getString("name"));
        }
    }

    private static void checkMessage(JsonObject message, ChatProfile profile) {
        checkKeys(message, profile);
        var content = message.get("content");
        assertThat(content).isNotNull();
        if (content instanceof JsonArray parts) {
            assertThat(parts).isNotEmpty();
        }
        if (JsonValue.NULL.equals(content)) {
            assertThat(message).containsKey("tool_calls");
        }
        if (!profile.cacheControl() && message.getString("role").equals("tool")) {
            assertThat(content).isInstanceOf(JsonString.class);
        }
    }

    private static void checkKeys(JsonValue value, ChatProfile profile) {
        if (value instanceof JsonObject object) {
            assertThat(object.keySet()).doesNotContainAnyElementsOf(FOREIGN);
            if (!profile.cacheControl()) {
                assertThat(object).doesNotContainKey("cache_control");
            }
            object.forEach((key, member) -> {
                if (!key.equals("reasoning_details")) {
                    checkKeys(member, profile);
                }
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(element -> checkKeys(element, profile));
        }
    }

    /** Number, order and ids of results are those of the calls before them. */
    private static void checkPairs(List<JsonObject> messages, ChatProfile profile) {
        List<String> open = new ArrayList<>();
        for (var message : messages) {
            var role = message.getString("role");
            if (role.equals("tool")) {
                assertThat(open).as("a result has its call").isNotEmpty();
                assertThat(message.getString("tool_call_id")).isEqualTo(open.remove(0));
                continue;
            }
            assertThat(open).as("every call has its result").isEmpty();
            if (message.containsKey("tool_calls")) {
                open = ids(message.getJsonArray("tool_calls"), profile);
            }
        }
        assertThat(open).isEmpty();
    }

    private static List<String> ids(JsonArray calls, ChatProfile profile) {
        var ids = new ArrayList<String>();
        for (var call : calls.getValuesAs(JsonObject.class)) {
            var id = call.getString("id");
            assertThat(id)
                    .matches(profile.ids() == ChatProfile.IdRule.NINE_ALPHANUMERIC ? "[a-zA-Z0-9]{9}" : ".{1,64}");
            Json.parseObject(call.getJsonObject("function").getString("arguments"));
            ids.add(id);
        }
        return ids;
    }
}
