package org.messagesgateway.provider;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;

/** Reads what an upstream says in JSON, and forgives a stream a few lines that are none. Confined to one answer. */
public final class UpstreamJson {

    private static final int MAX_NOISE = 5;

    private int noise;

    /** @throws ApiException 502 if the answer is not JSON */
    public static List<JsonObject> listOf(UpstreamResponse response) {
        try {
            return objects(Json.parse(response.body()));
        } catch (JsonSyntaxException e) {
            throw unreadable("the upstream's answer is " + e.getMessage());
        }
    }

    /** @throws ApiException 502 if the answer is no JSON object */
    public static JsonObject of(UpstreamResponse response) {
        try {
            return Json.parseObject(response.body());
        } catch (JsonSyntaxException e) {
            throw unreadable("the upstream's answer is " + e.getMessage());
        }
    }

    /** What to throw if an answer is not what it should be. */
    public static ApiException unreadable(String problem) {
        return new ApiException(new ApiError(502, ErrorType.API_ERROR, problem));
    }

    /** A stream's message; empty if it is no JSON object. */
    public Optional<JsonObject> read(String data) {
        try {
            return Optional.of(Json.parseObject(data));
        } catch (JsonSyntaxException e) {
            noise++;
            return Optional.empty();
        }
    }

    /** A stream's messages, where several may come as a list. */
    public List<JsonObject> readAll(String data) {
        try {
            return objects(Json.parse(data));
        } catch (JsonSyntaxException e) {
            noise++;
            return List.of();
        }
    }

    /** An object, or those in a list. */
    private static List<JsonObject> objects(JsonValue document) {
        var values = document instanceof JsonArray list ? list : List.of(document);
        return values.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .toList();
    }

    /** The failure of a stream that has too much in it that is no JSON. */
    public Optional<ApiError> failure() {
        return noise > MAX_NOISE
                ? Optional.of(unreadable("the upstream's stream is not JSON").error())
                : Optional.empty();
    }
}
