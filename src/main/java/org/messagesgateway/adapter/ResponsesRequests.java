package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ResponsesProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.JsonSchemas;
import org.messagesgateway.provider.PromptCacheKey;
import org.messagesgateway.provider.ToolNames;

/** Builds a Responses body, member by member; what is not written here does not go upstream. */
final class ResponsesRequests {

    /** Fewer output tokens are refused. */
    private static final long LEAST_TOKENS = 16;

    private final MessagesRequest request;
    private final ResponsesProfile profile;
    private final ToolNames names;
    private final Dropped dropped;

    ResponsesRequests(MessagesRequest request, ResponsesProfile profile, ToolNames names, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.names = names;
        this.dropped = dropped;
    }

    JsonObject body(String model, ResponsesInput input) {
        var body = Json.object().add("model", model);
        var instructions = input.instructions(request.system());
        if (!instructions.isEmpty()) {
            body.add("instructions", instructions);
        }
        body.add("input", input.items(request));
        var include = Json.array();
        new ResponsesTools(request, profile, names, dropped).addTo(body, include);
        addOutputFormat(body);
        addMaxTokens(body);
        add(body, "temperature", request.temperature());
        add(body, "top_p", request.topP());
        new ResponsesReasoningRequest(request, profile, dropped).addTo(body, include);
        addInclude(body, include.build());
        body.add("store", false);
        if (request.stream()) {
            body.add("stream", true);
        }
        addHints(body);
        profile.extraBody().forEach(body::add);
        return body.build();
    }

    private static void addInclude(JsonObjectBuilder body, JsonArray include) {
        if (!include.isEmpty()) {
            body.add("include", include);
        }
    }

    private void addMaxTokens(JsonObjectBuilder body) {
        var asked = request.maxTokens();
        var most = profile.maxOutputTokens();
        var capped = most == null ? asked : Math.min(asked, most);
        var fitting = Math.max(LEAST_TOKENS, capped);
        if (fitting != asked) {
            dropped.add("max_tokens");
        }
        body.add("max_output_tokens", fitting);
    }

    private void add(JsonObjectBuilder body, String name, @Nullable JsonNumber value) {
        if (value != null && profile.sampling()) {
            body.add(name, value);
        } else if (value != null) {
            dropped.add(name);
        }
    }

    /** Strict only where the schema already is: making it so would change it. */
    private void addOutputFormat(JsonObjectBuilder body) {
        var schema = request.outputSchema();
        if (schema != null) {
            var format = Json.object()
                    .add("type", "json_schema")
                    .add("name", "structured_output")
                    .add("schema", JsonSchemas.clean(schema))
                    .add("strict", JsonSchemas.isStrict(schema));
            body.add("text", Json.object().add("format", format));
        }
    }

    private void addHints(JsonObjectBuilder body) {
        var user = request.userId();
        if (user != null && profile.promptCacheKey()) {
            body.add("prompt_cache_key", PromptCacheKey.of(user));
        } else if (user != null) {
            dropped.add("metadata");
        }
        if (request.topK() != null) {
            dropped.add("top_k");
        }
        if (!request.stopSequences().isEmpty()) {
            dropped.add("stop_sequences");
        }
        if ("standard_only".equals(request.serviceTier())) {
            dropped.add("service_tier");
        }
        request.rest().keySet().forEach(dropped::add);
    }
}
