package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.util.List;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonCursor;
import org.messagesgateway.json.JsonCursor.Kind;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;

/** One request to an upstream that speaks Messages. Confined to one exchange; not thread-safe. */
final class ForwardedExchange implements Translation {

    private static final String PATH = "/v1/messages";

    private final Inbound inbound;
    private final Target target;
    private final ForwardedModel model;

    ForwardedExchange(Inbound inbound, Target target) {
        this.inbound = inbound;
        this.target = target;
        this.model = new ForwardedModel(inbound.envelope().model());
    }

    @Override
    public UpstreamRequest request() {
        var headers = Headers.builder();
        inbound.others().forEach(headers::set);
        target.headers().forEach(headers::set);
        headers.set("anthropic-version", inbound.version());
        if (!inbound.betas().isEmpty()) {
            headers.set("anthropic-beta", String.join(",", inbound.betas()));
        }
        headers.set("accept", inbound.envelope().stream() ? "text/event-stream" : "application/json");
        return UpstreamRequest.postJson(target.resolve(PATH), headers.build(), inbound.bodyFor(target.model()));
    }

    @Override
    public List<String> dropped() {
        return List.of();
    }

    @Override
    public byte[] answer(UpstreamResponse response) {
        try {
            var message = model.inMessage(response.body());
            if (isError(message)) {
                throw new ApiException(inBand(Json.parseObject(message)));
            }
            return message;
        } catch (JsonSyntaxException e) {
            throw new ApiException(failure(502, ErrorType.API_ERROR, "the answer is " + e.getMessage()));
        }
    }

    @Override
    public StreamTranslator stream(EventSink out) {
        return new ForwardedStream(model, this, out);
    }

    /** By its first {@code type}, which stands near the start. */
    private static boolean isError(byte[] answer) {
        try (var cursor = new JsonCursor(answer)) {
            cursor.next();
            while (cursor.next() == Kind.KEY) {
                var isType = cursor.text().equals("type");
                var value = cursor.next();
                if (isType) {
                    return value == Kind.STRING && cursor.text().equals("error");
                }
                cursor.skipValue();
            }
            return false;
        }
    }

    @Override
    public ApiError error(UpstreamResponse response) {
        if (response.status() < 400 || response.status() > 599) {
            return failure(502, ErrorType.API_ERROR, "answered " + response.status());
        }
        try {
            return envelope(response.status(), Json.parseObject(response.body()));
        } catch (JsonSyntaxException e) {
            return failure(response.status(), ErrorType.ofStatus(response.status()), "answered " + response.status());
        }
    }

    /** The error of an envelope: only what the Messages API defines is taken over. */
    ApiError envelope(int status, JsonObject envelope) {
        var error = Json.objectOrNull(envelope, "error");
        if (error == null) {
            return failure(status, ErrorType.ofStatus(status), "answered " + status);
        }
        var type = ErrorType.ofWireName(String.valueOf(Json.stringOrNull(error, "type")))
                .orElse(ErrorType.ofStatus(status));
        if (status == 401 && target.credential().isOperators()) {
            return failure(status, type, "refused the gateway's key");
        }
        var message = Json.stringOrNull(error, "message");
        return new ApiError(status, type, message == null ? "" : message, Json.objectOrNull(error, "details"));
    }

    /** The error of an envelope that came under a status of success: its type tells the status. */
    ApiError inBand(JsonObject envelope) {
        var error = Json.objectOrNull(envelope, "error");
        var type = ErrorType.ofWireName(String.valueOf(error == null ? null : Json.stringOrNull(error, "type")))
                .orElse(ErrorType.API_ERROR);
        return envelope(type.status(), envelope);
    }

    ApiError failure(int status, ErrorType type, String what) {
        return new ApiError(status, type, "upstream " + target.provider() + ": " + what);
    }
}
