package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.UpstreamErrors;

/**
 * What a host's errors mean: those in the Messages API's envelope keep their status, type, words and details, unless the
 * words tell that it is the operator's trouble; those in any other shape are classified. Immutable.
 */
record ForwardedErrors(Target target, UpstreamErrors errors) {

    private static final String TOO_LONG = "prompt is too long";

    ForwardedErrors(Target target, String askedModel) {
        this(target, new UpstreamErrors(askedModel, target.credential()));
    }

    /** Of an answer that is no success. */
    ApiError of(UpstreamResponse response) {
        if (response.status() < 400 || response.status() > 599) {
            return failure("answered " + response.status());
        }
        return known(response.status(), parsed(response.body()), errors.of(response));
    }

    /** Of an envelope that came under a status of success: its type tells the status. */
    ApiError inBand(JsonObject envelope) {
        return known(0, Optional.of(envelope), errors.inBand(envelope));
    }

    /** Of an exception in an event stream. */
    ApiError ofException(String kind, String data) {
        return errors.ofException(kind, data);
    }

    /** Of an answer that is none. */
    ApiError failure(String what) {
        return new ApiError(502, ErrorType.API_ERROR, "upstream " + target.provider() + ": " + what);
    }

    private ApiError known(int status, Optional<JsonObject> body, ApiError meaning) {
        return body.map(envelope -> Json.objectOrNull(envelope, "error"))
                .flatMap(error -> own(status, error))
                .filter(own -> !tellsMore(meaning, own))
                .orElse(meaning);
    }

    private static Optional<ApiError> own(int status, JsonObject error) {
        var message = Json.stringOrNull(error, "message");
        return ErrorType.ofWireName(String.valueOf(Json.stringOrNull(error, "type")))
                .map(type -> new ApiError(
                        status == 0 ? type.status() : status,
                        type,
                        message == null ? "" : message,
                        Json.objectOrNull(error, "details")));
    }

    private boolean tellsMore(ApiError meaning, ApiError own) {
        if (!target.credential().isOperators()) {
            return false;
        }
        return switch (meaning.type()) {
            case AUTHENTICATION_ERROR -> true;
            case BILLING_ERROR, NOT_FOUND_ERROR -> own.type() != meaning.type();
            case INVALID_REQUEST_ERROR ->
                meaning.message().startsWith(TOO_LONG) && !own.message().startsWith(TOO_LONG);
            default -> false;
        };
    }

    private static Optional<JsonObject> parsed(byte[] body) {
        try {
            return Optional.of(Json.parseObject(body));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }
}
