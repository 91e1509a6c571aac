package org.messagesgateway.adapter;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ConverseProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.BlockText;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.PromptCacheKey;
import org.messagesgateway.provider.StopSequences;
import org.messagesgateway.provider.ToolNames;

/** Builds a {@code Converse} body, member by member; what is not written here does not go upstream. */
final class ConverseRequests {

    private final MessagesRequest request;
    private final List<String> betas;
    private final ConverseProfile profile;
    private final ConverseOutputFormat format;
    private final ConverseThoughts thoughts;
    private final ConverseThinkingRequest thinking;
    private final ToolNames names;
    private final Dropped dropped;
    private final ConverseCachePoints cachePoints;

    ConverseRequests(
            MessagesRequest request,
            List<String> betas,
            ConverseProfile profile,
            ConverseOutputFormat format,
            ConverseThoughts thoughts,
            ToolNames names,
            Dropped dropped) {
        this.request = request;
        this.betas = betas;
        this.profile = profile;
        this.format = format;
        this.thoughts = thoughts;
        this.names = names;
        this.dropped = dropped;
        thinking = new ConverseThinkingRequest(request, profile, thoughts, dropped);
        cachePoints = new ConverseCachePoints(request, profile, dropped);
    }

    /** Cache points are counted in the order in which the model reads: tools, system text, turns. */
    JsonObject body() {
        var body = Json.object();
        new ConverseTools(request, profile, format, thinking.isOn(), names, cachePoints, dropped).addTo(body);
        var system = system();
        var conversation = new ConverseMessages(request, profile, thoughts, names, cachePoints, dropped);
        if (profile.system() && !system.isEmpty()) {
            body.add("system", ConverseBlocks.array(system));
        }
        body.add("messages", conversation.messages(profile.system() ? List.of() : system));
        body.add("inferenceConfig", inferenceConfig());
        format.addTo(body);
        if (format.way() == ConverseOutputFormat.Way.INSTRUCTION) {
            dropped.add("output_config.format");
        }
        var fields = additionalFields();
        if (!fields.isEmpty()) {
            body.add("additionalModelRequestFields", fields);
        }
        if (profile.stopSequenceField() && !request.stopSequences().isEmpty()) {
            body.add("additionalModelResponseFieldPaths", Json.array().add("/stop_sequence"));
        }
        addHints(body);
        profile.extraBody().forEach(body::add);
        return body.build();
    }

    private List<JsonObject> system() {
        var blocks = new ArrayList<JsonObject>();
        for (var block : request.system()) {
            if (!(block instanceof ContentBlock.Text text)) {
                dropped.add("system." + BlockText.typeOf(block));
            } else if (!text.text().isBlank()) {
                blocks.add(ConverseBlocks.text(text.json()));
                cachePoints.addBehind(block, blocks);
            }
        }
        var instruction = format.instruction();
        if (instruction != null) {
            blocks.add(ConverseBlocks.text(instruction));
        }
        return blocks;
    }

    private JsonObjectBuilder inferenceConfig() {
        var config = Json.object().add("maxTokens", maxTokens());
        var both = profile.temperatureWithTopP() || request.temperature() == null;
        add(config, "temperature", "temperature", request.temperature(), profile.sampling());
        add(config, "topP", "top_p", request.topP(), profile.sampling() && both);
        var stop = StopSequences.of(request, profile.stopLimit(), dropped);
        if (!stop.isEmpty()) {
            var sequences = Json.array();
            stop.forEach(sequences::add);
            config.add("stopSequences", sequences);
        }
        return config;
    }

    private void add(JsonObjectBuilder owner, String name, String path, @Nullable JsonNumber value, boolean isTaken) {
        if (value != null && isTaken && (profile.samplingWithThinking() || !thinking.isOn())) {
            owner.add(name, value);
        } else if (value != null) {
            dropped.add(path);
        }
    }

    private long maxTokens() {
        var asked = Math.max(1, request.maxTokens());
        var most = profile.maxOutputTokens();
        if (most != null && asked > most) {
            dropped.add("max_tokens");
            return most;
        }
        return asked;
    }

    /** What only some families of models know; Bedrock hands it to the model unread. */
    private JsonObject additionalFields() {
        var fields = Json.object();
        switch (profile.placeOfTopK()) {
            case NONE -> add(fields, "", "top_k", request.topK(), false);
            case TOP_K -> add(fields, "top_k", "top_k", request.topK(), true);
            case INFERENCE_CONFIG -> {
                var config = Json.object();
                add(config, "topK", "top_k", request.topK(), true);
                var built = config.build();
                if (!built.isEmpty()) {
                    fields.add("inferenceConfig", built);
                }
            }
        }
        thinking.addTo(fields);
        var known = betas.stream().filter(profile.betas()::contains).toList();
        if (!known.isEmpty()) {
            var flags = Json.array();
            known.forEach(flags::add);
            fields.add("anthropic_beta", flags);
        }
        return fields.build();
    }

    private void addHints(JsonObjectBuilder body) {
        var user = request.userId();
        if (user != null && profile.requestMetadata()) {
            body.add("requestMetadata", Json.object().add("session", PromptCacheKey.of(user)));
        } else if (user != null) {
            dropped.add("metadata");
        }
        if ("standard_only".equals(request.serviceTier())) {
            dropped.add("service_tier");
        }
        request.rest().keySet().forEach(dropped::add);
    }
}
