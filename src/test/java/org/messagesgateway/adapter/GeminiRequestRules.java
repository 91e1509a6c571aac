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
import org.messagesgateway.config.GeminiProfile;
import org.messagesgateway.json.Json;

/** What holds for every request that the gemini adapter makes. */
final class GeminiRequestRules {

    private static final Set<String> MEMBERS =
            Set.of("contents", "systemInstruction", "tools", "toolConfig", "generationConfig");

    private static final Set<String> CONFIG = Set.of(
            "maxOutputTokens",
            "temperature",
            "topP",
            "topK",
            "stopSequences",
            "responseMimeType",
            "responseJsonSchema",
            "responseSchema",
            "thinkingConfig");

    /** Members of a part by its kind. */
    private static final Map<String, Set<String>> PARTS = Map.of(
            "functionCall", Set.of("id", "name", "args"),
            "functionResponse", Set.of("id", "name", "response", "parts"),
            "inlineData", Set.of("mimeType", "data"),
            "fileData", Set.of("mimeType", "fileUri"));

    private static final Set<String> OPEN_API = Set.of(
            "type",
            "format",
            "title",
            "description",
            "nullable",
            "enum",
            "items",
            "properties",
            "required",
            "anyOf",
            "minItems",
            "maxItems",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minProperties",
            "maxProperties",
            "pattern");

    private GeminiRequestRules() {}

    static void check(String model, JsonObject body) {
        var profile = ChatCase.profile("gemini").model(model).gemini();
        assertThat(MEMBERS).containsAll(body.keySet());
        assertThat(CONFIG).containsAll(body.getJsonObject("generationConfig").keySet());
        checkThinking(body.getJsonObject("generationConfig").get("thinkingConfig"));
        checkTools(body, profile);
        checkContents(body.getJsonArray("contents").getValuesAs(JsonObject.class), profile);
    }

    private static void checkThinking(JsonValue config) {
        if (config instanceof JsonObject object) {
            assertThat(object.containsKey("thinkingLevel")).isNotEqualTo(object.containsKey("thinkingBudget"));
        }
    }

    private static void checkTools(JsonObject body, GeminiProfile profile) {
        if (!(body.get("tools") instanceof JsonArray tools)) {
            assertThat(body.keySet()).doesNotContain("toolConfig");
            return;
        }
        assertThat(tools).hasSize(1);
        if (!(tools.getJsonObject(0).get("functionDeclarations") instanceof JsonArray functions)) {
            return;
        }
        var names = new HashSet<String>();
        for (var function : functions.getValuesAs(JsonObject.class)) {
            assertThat(Set.of("name", "description", "parameters", "parametersJsonSchema"))
                    .containsAll(function.keySet());
            assertThat(function.getString("name")).matches("[a-zA-Z_][a-zA-Z0-9_-]{0,63}");
            assertThat(names.add(function.getString("name"))).isTrue();
            assertThat(function.containsKey("parametersJsonSchema")).isEqualTo(profile.jsonSchemas());
            if (function.get("parameters") instanceof JsonObject schema) {
                assertThat(schema.getString("type")).isEqualTo("object");
                checkOpenApi(schema);
            }
        }
        if (body.get("toolConfig") instanceof JsonObject config
                && config.getJsonObject("functionCallingConfig").get("allowedFunctionNames")
                        instanceof JsonArray allowed) {
            allowed.forEach(name -> assertThat(names).contains(((jakarta.json.JsonString) name).getString()));
        }
    }

    static void checkOpenApi(JsonObject schema) {
        assertThat(OPEN_API).containsAll(schema.keySet());
        assertThat(schema.containsKey("type")).isNotEqualTo(schema.containsKey("anyOf"));
        if (schema.get("properties") instanceof JsonObject properties) {
            properties.values().forEach(property -> checkOpenApi(property.asJsonObject()));
        }
        if (schema.get("anyOf") instanceof JsonArray choices) {
            choices.forEach(choice -> checkOpenApi(choice.asJsonObject()));
        }
        if ("array".equals(schema.getString("type", ""))) {
            checkOpenApi(schema.getJsonObject("items"));
        }
        if (schema.containsKey("enum")) {
            assertThat(schema.getString("type")).isEqualTo("string");
        }
    }

    /** Turns alternate, but that responses may stand alone before what the user says beside them. */
    private static void checkContents(List<JsonObject> contents, GeminiProfile profile) {
        assertThat(contents).isNotEmpty();
        assertThat(contents.get(0).getString("role")).isEqualTo("user");
        JsonObject before = null;
        List<String> calls = List.of();
        for (var turn : contents) {
            assertThat(turn.keySet()).containsExactly("role", "parts");
            var parts = turn.getJsonArray("parts").getValuesAs(JsonObject.class);
            assertThat(parts).isNotEmpty();
            parts.forEach(GeminiRequestRules::checkPart);
            if (before != null && before.getString("role").equals(turn.getString("role"))) {
                assertThat(profile.responseParts()).isTrue();
                assertThat(before.toString()).contains("functionResponse");
                assertThat(turn.toString()).doesNotContain("\"functionResponse\":");
            }
            assertThat(named(parts, "functionResponse"))
                    .as("a response for every call")
                    .isEqualTo(calls);
            calls = named(parts, "functionCall");
            checkSignatures(parts, profile);
            before = turn;
        }
        assertThat(calls).isEmpty();
    }

    private static void checkSignatures(List<JsonObject> parts, GeminiProfile profile) {
        parts.stream()
                .filter(part -> part.containsKey("functionCall"))
                .findFirst()
                .filter(part -> profile.signatureBypass() != null)
                .ifPresent(part -> assertThat(part).containsKey("thoughtSignature"));
    }

    private static List<String> named(List<JsonObject> parts, String kind) {
        var names = new ArrayList<String>();
        for (var part : parts) {
            if (part.get(kind) instanceof JsonObject call) {
                names.add(call.getString("id", "") + " " + call.getString("name"));
            }
        }
        return names;
    }

    private static void checkPart(JsonObject part) {
        var kinds = new HashSet<>(part.keySet());
        kinds.remove("thoughtSignature");
        assertThat(kinds).hasSize(1);
        var kind = kinds.iterator().next();
        if (kind.equals("text")) {
            assertThat(part.getString("text").isEmpty()).isIn(false, part.containsKey("thoughtSignature"));
        } else {
            assertThat(PARTS).containsKey(kind);
            assertThat(PARTS.get(kind)).containsAll(part.getJsonObject(kind).keySet());
        }
        if (part.get("functionResponse") instanceof JsonObject response) {
            assertThat(response.get("response")).isInstanceOf(JsonObject.class);
        }
        assertThat(Json.text(part.getOrDefault("thoughtSignature", JsonValue.NULL)))
                .doesNotContain("gw1");
    }
}
