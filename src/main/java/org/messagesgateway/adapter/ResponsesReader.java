package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.UpstreamErrors;

/** Reads events, or a whole answer as if it were the last event, and says what it sees. Confined to one answer. */
final class ResponsesReader {

    private final ResponsesItems items;
    private final MessageStream stream;
    private final UpstreamErrors errors;

    ResponsesReader(ResponsesItems items, MessageStream stream, UpstreamErrors errors) {
        this.items = items;
        this.stream = stream;
        this.errors = errors;
    }

    MessageStream stream() {
        return stream;
    }

    void fail(JsonValue error) {
        stream.fail(errors.inBand(error));
    }

    void read(JsonObject event) {
        var response = Json.objectOrNull(event, "response");
        var whole = response == null ? event : response;
        switch (ResponsesItem.text(event, "type")) {
            case "response.created", "response.in_progress", "response.queued" -> stream.started();
            case "response.completed" -> end(whole, "completed");
            case "response.incomplete" -> end(whole, "incomplete");
            case "response.failed" -> end(whole, "failed");
            case "response.cancelled" -> end(whole, "cancelled");
            case "error" -> fail(event);
            // Gateways in between have errors of their own shape.
            case "" -> readUntyped(event);
            default -> items.on(event);
        }
    }

    private void readUntyped(JsonObject event) {
        if (event.containsKey("error") && !event.isNull("error")) {
            fail(event);
        }
    }

    /** @param otherwise the status of an answer that does not tell its own */
    void end(JsonObject response, String otherwise) {
        var status = Json.stringOrNull(response, "status");
        switch (status == null ? otherwise : status) {
            case "completed" -> stream.stop(StopReason.END_TURN, null);
            case "incomplete" -> stream.stop(reason(Json.objectOrNull(response, "incomplete_details")), null);
            case "failed" ->
                fail(Json.object()
                        .add("error", response.getOrDefault("error", JsonValue.NULL))
                        .build());
            case "cancelled" -> fail("the upstream cancelled its answer");
            default -> fail("the upstream ended before its answer was complete");
        }
        readUsage(response);
        items.end(response.get("output") instanceof JsonArray output ? output : JsonValue.EMPTY_JSON_ARRAY);
        stream.end();
    }

    private void fail(String problem) {
        stream.fail(new ApiError(502, ErrorType.API_ERROR, problem));
    }

    /** Whatever else there may be, the answer is cut off. */
    private static StopReason reason(@Nullable JsonObject details) {
        var reason = details == null ? "" : ResponsesItem.text(details, "reason");
        if (reason.equals("content_filter")) {
            return StopReason.REFUSAL;
        }
        return reason.contains("context") ? StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED : StopReason.MAX_TOKENS;
    }

    private void readUsage(JsonObject response) {
        var usage = Json.objectOrNull(response, "usage");
        if (usage != null) {
            stream.usage(ResponsesUsage.of(usage));
        }
    }
}
