package org.messagesgateway.dispatch;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.Translation;

/** A provider asked for its models: its answer is handed on as it is. Immutable. */
record ModelLookup(UpstreamRequest request) implements Translation {

    /** Every dialect's list has its models in {@code data}, each with an {@code id}. Nothing, if it has not. */
    static List<JsonObject> models(byte[] answer) {
        try {
            var data = Json.parseObject(answer).get("data");
            return data == null || data.getValueType() != JsonValue.ValueType.ARRAY
                    ? List.of()
                    : data.asJsonArray().stream()
                            .filter(JsonObject.class::isInstance)
                            .map(JsonValue::asJsonObject)
                            .filter(model -> Json.stringOrNull(model, "id") != null)
                            .toList();
        } catch (JsonSyntaxException e) {
            return List.of();
        }
    }

    @Override
    public List<String> dropped() {
        return List.of();
    }

    @Override
    public byte[] answer(UpstreamResponse response) {
        return response.body();
    }

    @Override
    public StreamTranslator stream(EventSink out) {
        throw new UnsupportedOperationException("a list of models is never streamed");
    }

    @Override
    public ApiError error(UpstreamResponse response) {
        return new ApiError(502, ErrorType.API_ERROR, "the models could not be listed");
    }
}
