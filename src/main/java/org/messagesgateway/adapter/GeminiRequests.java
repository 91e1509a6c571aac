package org.messagesgateway.adapter;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.GeminiProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.BlockText;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.JsonSchemas;
import org.messagesgateway.provider.StopSequences;
import org.messagesgateway.provider.ToolNames;

/** Builds a {@code generateContent} body, member by member; what is not written here does not go upstream. */
final class GeminiRequests {

    private final MessagesRequest request;
    private final GeminiProfile profile;
    private final ToolNames names;
    private final Dropped dropped;

    GeminiRequests(MessagesRequest request, GeminiProfile profile, ToolNames names, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.names = names;
        this.dropped = dropped;
    }

    JsonObject body() {
        var body = Json.object();
        var tools = new GeminiTools(request, profile, names, dropped);
        var schema = request.outputSchema();
        var hasFormat = schema != null && (!tools.hasFunctions() || profile.toolsWithOutputSchema());
        addSystem(body, schema != null && !hasFormat ? JsonSchemas.instruction(schema) : null);
        body.add("contents", new GeminiContents(request, profile, names, dropped).contents());
        tools.addTo(body);
        body.add("generationConfig", generationConfig(hasFormat ? schema : null));
        if (schema != null && !hasFormat) {
            dropped.add("output_config.format");
        }
        addDropped();
        profile.extraBody().forEach(body::add);
        return body.build();
    }

    /** @param instruction system text of the gateway's own */
    private void addSystem(JsonObjectBuilder body, @Nullable String instruction) {
        var texts = new ArrayList<String>();
        for (var block : request.system()) {
            if (block instanceof ContentBlock.Text text) {
                texts.add(text.text());
            } else {
                dropped.add("system." + BlockText.typeOf(block));
            }
        }
        if (instruction != null) {
            texts.add(instruction);
        }
        if (!texts.isEmpty()) {
            body.add("systemInstruction", Json.object().add("parts", textParts(texts)));
        }
    }

    private static JsonArrayBuilder textParts(List<String> texts) {
        var parts = Json.array();
        texts.forEach(text -> parts.add(Json.object().add("text", text)));
        return parts;
    }

    private JsonObjectBuilder generationConfig(@Nullable JsonObject schema) {
        var config = Json.object().add("maxOutputTokens", maxOutputTokens());
        add(config, "temperature", request.temperature());
        add(config, "topP", request.topP());
        add(config, "topK", request.topK());
        var stop = StopSequences.of(request, profile.stopLimit(), dropped);
        if (!stop.isEmpty()) {
            var sequences = Json.array();
            stop.forEach(sequences::add);
            config.add("stopSequences", sequences);
        }
        if (schema != null) {
            config.add("responseMimeType", "application/json");
            if (profile.jsonSchemas()) {
                config.add("responseJsonSchema", JsonSchemas.clean(schema, GeminiTools.UNKNOWN_KEYWORDS));
            } else {
                config.add("responseSchema", GeminiSchemas.of(schema));
            }
        }
        new GeminiThinkingConfig(request, profile, dropped).addTo(config);
        return config;
    }

    private long maxOutputTokens() {
        var asked = Math.max(1, request.maxTokens());
        var most = profile.maxOutputTokens();
        if (most != null && asked > most) {
            dropped.add("max_tokens");
            return most;
        }
        return asked;
    }

    private static void add(JsonObjectBuilder config, String name, @Nullable JsonNumber value) {
        if (value != null) {
            config.add(name, value);
        }
    }

    private void addDropped() {
        if (request.userId() != null) {
            dropped.add("metadata");
        }
        if ("standard_only".equals(request.serviceTier())) {
            dropped.add("service_tier");
        }
        if (isMarked()) {
            dropped.add("cache_control");
        }
        request.rest().keySet().forEach(dropped::add);
    }

    private boolean isMarked() {
        return request.cacheControl() != null
                || request.system().stream().anyMatch(GeminiRequests::isMarked)
                || request.messages().stream()
                        .flatMap(turn -> turn.content().stream())
                        .anyMatch(GeminiRequests::isMarked);
    }

    private static boolean isMarked(ContentBlock block) {
        return block instanceof ContentBlock.Text text && text.cacheControl() != null
                || block instanceof ContentBlock.ToolResult result && result.cacheControl() != null;
    }
}
