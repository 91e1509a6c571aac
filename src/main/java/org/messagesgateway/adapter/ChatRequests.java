package org.messagesgateway.adapter;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ChatProfile;
import org.messagesgateway.config.ChatProfile.StructuredOutput;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.JsonSchemas;
import org.messagesgateway.provider.PromptCacheKey;
import org.messagesgateway.provider.StopSequences;
import org.messagesgateway.provider.ToolNames;

/** Builds a Chat Completions body, member by member; what is not written here does not go upstream. */
final class ChatRequests {

    private final MessagesRequest request;
    private final ChatProfile profile;
    private final ToolNames names;
    private final Dropped dropped;

    ChatRequests(MessagesRequest request, ChatProfile profile, ToolNames names, Dropped dropped) {
        this.request = request;
        this.profile = profile;
        this.names = names;
        this.dropped = dropped;
    }

    JsonObject body(String model) {
        var body = Json.object().add("model", model);
        var tools = new ChatTools(request, profile, names, dropped);
        body.add("messages", new ChatMessages(request, profile, names, dropped).messages(schemaInstruction()));
        tools.addTo(body);
        addOutputFormat(body);
        addMaxTokens(body);
        addSampling(body);
        addStop(body);
        new ChatReasoningRequest(request, profile, dropped).addTo(body, tools.areOffered());
        if (request.stream()) {
            body.add("stream", true);
            if (profile.streamOptions()) {
                body.add("stream_options", Json.object().add("include_usage", true));
            }
        }
        addHints(body);
        profile.extraBody().forEach(body::add);
        return body.build();
    }

    private void addMaxTokens(JsonObjectBuilder body) {
        var asked = Math.max(1, request.maxTokens());
        var most = profile.maxOutputTokens();
        if (most != null && asked > most) {
            dropped.add("max_tokens");
        }
        body.add(profile.maxTokensField(), most == null ? asked : Math.min(asked, most));
    }

    private void addSampling(JsonObjectBuilder body) {
        add(body, "temperature", request.temperature(), profile.sampling());
        add(body, "top_p", request.topP(), profile.sampling());
        add(body, "top_k", request.topK(), profile.topK());
    }

    private void add(JsonObjectBuilder body, String name, @Nullable JsonNumber value, boolean isTaken) {
        if (value != null && isTaken) {
            body.add(name, value);
        } else if (value != null) {
            dropped.add(name);
        }
    }

    private void addStop(JsonObjectBuilder body) {
        var taken = StopSequences.of(request, profile.stopLimit(), dropped);
        if (!taken.isEmpty()) {
            var stop = Json.array();
            taken.forEach(stop::add);
            body.add("stop", stop);
        }
    }

    /** Strict only where the schema already is: making it so would change it. */
    private void addOutputFormat(JsonObjectBuilder body) {
        var schema = request.outputSchema();
        if (schema == null) {
            return;
        }
        switch (profile.structuredOutput()) {
            case JSON_SCHEMA ->
                body.add(
                        "response_format",
                        Json.object()
                                .add("type", "json_schema")
                                .add(
                                        "json_schema",
                                        Json.object()
                                                .add("name", "structured_output")
                                                .add("schema", JsonSchemas.clean(schema))
                                                .add("strict", JsonSchemas.isStrict(schema))));
            case JSON_OBJECT -> body.add("response_format", Json.object().add("type", "json_object"));
            case NONE -> dropped.add("output_config.format");
        }
    }

    private @Nullable String schemaInstruction() {
        var schema = request.outputSchema();
        return schema == null || profile.structuredOutput() != StructuredOutput.JSON_OBJECT
                ? null
                : JsonSchemas.instruction(schema);
    }

    private void addHints(JsonObjectBuilder body) {
        var user = request.userId();
        if (user != null && profile.promptCacheKey()) {
            body.add("prompt_cache_key", PromptCacheKey.of(user));
        } else if (user != null) {
            dropped.add("metadata");
        }
        if ("standard_only".equals(request.serviceTier())) {
            dropped.add("service_tier");
        }
        request.rest().keySet().forEach(dropped::add);
    }
}
