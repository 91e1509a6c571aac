package org.messagesgateway.dispatch;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    private static final String NAMED = "models/";

    /** The models of a list, each with an {@code id}; none if it is no list. */
    static List<JsonObject> models(byte[] answer) {
        try {
            var list = Json.parseObject(answer);
            return Stream.of("data", "models")
                    .map(list::get)
                    .filter(JsonArray.class::isInstance)
                    .flatMap(models -> models.asJsonArray().stream())
                    .filter(JsonObject.class::isInstance)
                    .map(JsonValue::asJsonObject)
                    .filter(ModelLookup::answersPrompts)
                    .map(ModelLookup::identified)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (JsonSyntaxException e) {
            return List.of();
        }
    }

    /** Only Gemini says what a model is for; any other's list is taken whole. */
    private static boolean answersPrompts(JsonObject model) {
        return !(model.get("supportedGenerationMethods") instanceof JsonArray methods)
                || methods.contains(Json.string("generateContent"));
    }

    /** Gemini has no {@code id} but a {@code name}, {@code models/x}. */
    private static Optional<JsonObject> identified(JsonObject model) {
        if (Json.stringOrNull(model, "id") != null) {
            return Optional.of(model);
        }
        return Optional.ofNullable(Json.stringOrNull(model, "name"))
                .filter(name -> name.startsWith(NAMED))
                .map(name -> Json.object(model)
                        .add("id", name.substring(NAMED.length()))
                        .build());
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
