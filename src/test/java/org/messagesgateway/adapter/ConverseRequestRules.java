package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.messagesgateway.config.ConverseProfile;
import org.messagesgateway.json.Json;

/** What holds for every request that the converse adapter makes. */
final class ConverseRequestRules {

    private static final Set<String> MEMBERS = Set.of(
            "system",
            "messages",
            "toolConfig",
            "inferenceConfig",
            "outputConfig",
            "additionalModelRequestFields",
            "additionalModelResponseFieldPaths",
            "requestMetadata");

    private static final Set<String> CONFIG = Set.of("maxTokens", "temperature", "topP", "stopSequences");

    /** What goes to the model unread, by the family that knows it. */
    private static final Set<String> FIELDS = Set.of(
            "thinking",
            "output_config",
            "top_k",
            "anthropic_beta",
            "inferenceConfig",
            "reasoningConfig",
            "reasoning_config",
            "reasoning_effort");

    /** Members of a block by its kind. */
    private static final Map<String, Set<String>> BLOCKS = Map.of(
            "image", Set.of("format", "source"),
            "document", Set.of("format", "name", "source"),
            "toolUse", Set.of("toolUseId", "name", "input"),
            "toolResult", Set.of("toolUseId", "content", "status"),
            "reasoningContent", Set.of("reasoningText", "redactedContent"),
            "cachePoint", Set.of("type", "ttl"));

    private ConverseRequestRules() {}

    static void check(String model, JsonObject body) {
        var profile = ChatCase.profile("bedrock").model(model).converse();
        assertThat(MEMBERS).containsAll(body.keySet());
        assertThat(CONFIG).containsAll(body.getJsonObject("inferenceConfig").keySet());
        checkFields(model, body);
        checkTools(body, profile);
        checkSystem(body, profile);
        checkMessages(body.getJsonArray("messages").getValuesAs(JsonObject.class), profile);
        var text = Json.text(body);
        assertThat(text).doesNotContain("cache_control", "\"gw1.");
        var points = text.split("\"cachePoint\":", -1).length - 1;
        assertThat(points).isLessThanOrEqualTo(profile.cachePoints() ? 4 : 0);
        checkDocumentNames(text);
    }

    private static void checkFields(String model, JsonObject body) {
        if (!(body.get("additionalModelRequestFields") instanceof JsonObject fields)) {
            return;
        }
        assertThat(fields).isNotEmpty();
        assertThat(FIELDS).containsAll(fields.keySet());
        var claudes = Set.of("thinking", "output_config", "top_k", "anthropic_beta");
        if (!model.contains("anthropic.claude")) {
            assertThat(fields.keySet()).doesNotContainAnyElementsOf(claudes);
        } else {
            assertThat(claudes).containsAll(fields.keySet());
        }
    }

    private static void checkSystem(JsonObject body, ConverseProfile profile) {
        if (body.get("system") instanceof JsonArray system) {
            assertThat(profile.system()).isTrue();
            assertThat(system).isNotEmpty();
            system.getValuesAs(JsonObject.class).forEach(block -> checkBlock(block, Set.of("text", "cachePoint")));
        }
    }

    private static void checkTools(JsonObject body, ConverseProfile profile) {
        var isBound = Json.text(body.get("messages")).contains("\"toolUse\":{");
        if (!(body.get("toolConfig") instanceof JsonObject config)) {
            assertThat(isBound).as("tools for the calls behind").isFalse();
            return;
        }
        assertThat(Set.of("tools", "toolChoice")).containsAll(config.keySet());
        var names = new HashSet<String>();
        for (var tool : config.getJsonArray("tools").getValuesAs(JsonObject.class)) {
            assertThat(tool).hasSize(1);
            if (tool.get("toolSpec") instanceof JsonObject spec) {
                assertThat(Set.of("name", "description", "inputSchema")).containsAll(spec.keySet());
                assertThat(spec.getString("name")).matches("[a-zA-Z0-9_-]{1,64}");
                assertThat(names.add(spec.getString("name"))).isTrue();
                assertThat(spec.getString("description", "x")).isNotBlank();
                assertThat(spec.getJsonObject("inputSchema").getJsonObject("json"))
                        .containsKey("type");
            } else {
                checkBlock(tool, Set.of("cachePoint"));
                assertThat(profile.toolCachePoints()).isTrue();
            }
        }
        assertThat(names).isNotEmpty();
        if (config.get("toolChoice") instanceof JsonObject choice) {
            assertThat(choice).hasSize(1);
            assertThat(profile.toolChoices()).containsAll(choice.keySet());
            if (choice.get("tool") instanceof JsonObject tool) {
                assertThat(names).contains(tool.getString("name"));
            }
        }
    }

    private static void checkMessages(List<JsonObject> messages, ConverseProfile profile) {
        var role = "user";
        List<String> calls = List.of();
        for (var message : messages) {
            assertThat(message.keySet()).containsExactly("role", "content");
            assertThat(message.getString("role")).isEqualTo(role);
            var content = message.getJsonArray("content").getValuesAs(JsonObject.class);
            assertThat(content).isNotEmpty();
            content.forEach(block -> checkBlock(block, Set.of()));
            assertThat(ids(content, "toolResult"))
                    .as("one result for each call, in their order")
                    .isEqualTo(calls);
            if (!calls.isEmpty()) {
                assertThat(content.get(0)).containsKey("toolResult");
            }
            calls = ids(content, "toolUse");
            checkDocuments(content, profile);
            role = role.equals("user") ? "assistant" : "user";
        }
        assertThat(calls).isEmpty();
    }

    private static void checkDocuments(List<JsonObject> content, ConverseProfile profile) {
        var kinds = content.stream().flatMap(block -> block.keySet().stream()).toList();
        if (kinds.contains("document")) {
            assertThat(profile.documents()).isTrue();
            assertThat(kinds).contains("text");
        }
        for (var i = 1; i < kinds.size(); i++) {
            assertThat(kinds.get(i - 1) + " " + kinds.get(i)).isNotEqualTo("document cachePoint");
        }
        assertThat(kinds.contains("image")).isIn(false, profile.images());
    }

    private static void checkDocumentNames(String body) {
        var names = new HashSet<String>();
        var all = java.util.regex.Pattern.compile("\"document\":\\{\"format\":\"[a-z]+\",\"name\":\"([^\"]*)\"")
                .matcher(body);
        while (all.find()) {
            assertThat(all.group(1)).matches("[a-zA-Z0-9]+( [a-zA-Z0-9]+)*");
            assertThat(names.add(all.group(1))).isTrue();
        }
    }

    private static List<String> ids(List<JsonObject> content, String kind) {
        var ids = new ArrayList<String>();
        for (var block : content) {
            if (block.get(kind) instanceof JsonObject call) {
                assertThat(call.getString("toolUseId")).matches("[a-zA-Z0-9_.:-]{1,64}");
                ids.add(call.getString("toolUseId"));
            }
        }
        return ids;
    }

    /** @param only the kinds that may stand there; empty for all */
    private static void checkBlock(JsonObject block, Set<String> only) {
        assertThat(block).hasSize(1);
        var kind = block.keySet().iterator().next();
        if (!only.isEmpty()) {
            assertThat(only).contains(kind);
        }
        if (kind.equals("text")) {
            assertThat(block.getString("text"))
                    .satisfiesAnyOf(text -> assertThat(text).isNotBlank(), text -> assertThat(text)
                            .isEqualTo(" "));
            return;
        }
        assertThat(BLOCKS).containsKey(kind);
        assertThat(BLOCKS.get(kind)).containsAll(block.getJsonObject(kind).keySet());
        if (block.get("toolResult") instanceof JsonObject result) {
            assertThat(result.getJsonArray("content")).isNotEmpty();
            assertThat(result.getString("status")).isIn("success", "error");
            result.getJsonArray("content")
                    .getValuesAs(JsonObject.class)
                    .forEach(inner -> checkBlock(inner, Set.of("text", "image", "document")));
        }
    }
}
