package org.messagesgateway.messages;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;

/** Writes whole answers. Every member that may be null is there. Stateless. */
public final class MessageWriter {

    private MessageWriter() {}

    public static byte[] json(Message message) {
        return Json.bytes(object(message));
    }

    static JsonObject object(Message message) {
        var object = Json.object()
                .add("model", message.model())
                .add("id", message.id())
                .add("type", "message")
                .add("role", "assistant")
                .add("content", content(message))
                .addNull("container")
                .addNull("diagnostics");
        addStop(object, message.stopReason(), message.stopSequence(), message.refusal());
        return object.add("usage", UsageWriter.whole(message.usage())).build();
    }

    private static JsonArrayBuilder content(Message message) {
        var content = Json.array();
        message.content().forEach(block -> content.add(BlockWriter.json(block)));
        return content;
    }

    static void addStop(
            JsonObjectBuilder object,
            @Nullable StopReason reason,
            @Nullable String sequence,
            @Nullable String explanation) {
        object.add("stop_reason", reason == null ? JsonValue.NULL : Json.string(reason.wireName()))
                .add("stop_sequence", stringOrNull(sequence))
                .add(
                        "stop_details",
                        reason == StopReason.REFUSAL
                                ? Json.object()
                                        .add("type", "refusal")
                                        .addNull("category")
                                        .add("explanation", stringOrNull(explanation))
                                        .build()
                                : JsonValue.NULL);
    }

    private static JsonValue stringOrNull(@Nullable String value) {
        return value == null ? JsonValue.NULL : Json.string(value);
    }
}
