package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ConverseProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Tool;
import org.messagesgateway.provider.JsonSchemas;

/**
 * How an output schema is handed over. Immutable.
 *
 * @param schema that was asked for; null for none
 */
record ConverseOutputFormat(Way way, @Nullable JsonObject schema) {

    /** One of the profile's ways, as far as the request permits it. */
    enum Way {
        NONE,
        TEXT_FORMAT,
        TOOL,
        INSTRUCTION
    }

    /** Stands for the format, and for the tool that takes its place. */
    static final String NAME = "structured_output";

    static ConverseOutputFormat of(MessagesRequest request, ConverseProfile profile) {
        var schema = request.outputSchema();
        if (schema == null) {
            return new ConverseOutputFormat(Way.NONE, null);
        }
        var way =
                switch (profile.outputFormat()) {
                    case TEXT_FORMAT -> Way.TEXT_FORMAT;
                    case TOOL -> canForceATool(request, profile) ? Way.TOOL : Way.INSTRUCTION;
                    case INSTRUCTION -> Way.INSTRUCTION;
                };
        return new ConverseOutputFormat(way, schema);
    }

    /** Nothing else may be there that it would keep the model from. */
    private static boolean canForceATool(MessagesRequest request, ConverseProfile profile) {
        var thinking = request.thinking();
        return profile.toolChoices().contains("tool")
                && request.tools().stream().noneMatch(Tool.Custom.class::isInstance)
                && request.toolUses().findAny().isEmpty()
                && (thinking == null || !thinking.isOn() || profile.forcedChoiceWithThinking());
    }

    /** The schema where the model needs it, cleaned up; an empty one where there is none. */
    JsonObject cleanSchema() {
        return JsonSchemas.clean(schema == null ? JsonObject.EMPTY_JSON_OBJECT : schema);
    }

    /** What to say in the system text; null for nothing. */
    @Nullable
    String instruction() {
        return schema != null && way == Way.INSTRUCTION ? JsonSchemas.instruction(schema) : null;
    }

    void addTo(JsonObjectBuilder body) {
        if (way == Way.TEXT_FORMAT) {
            var json = Json.object().add("name", NAME).add("schema", Json.text(cleanSchema()));
            var format = Json.object()
                    .add("type", "json_schema")
                    .add("structure", Json.object().add("jsonSchema", json));
            body.add("outputConfig", Json.object().add("textFormat", format));
        }
    }
}
