package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.util.List;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.Credential;
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
            return model.inMessage(response.body());
        } catch (JsonSyntaxException e) {
            throw new ApiException(failure(502, ErrorType.API_ERROR, "the answer is " + e.getMessage()));
        }
    }

    @Override
    public StreamTranslator stream(EventSink out) {
        return new ForwardedStream(model, this, out);
    }

    @Override
    public ApiError error(UpstreamResponse response) {
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
        if (status == 401 && target.credential() instanceof Credential.OperatorKey) {
            return failure(status, type, "refused the gateway's key");
        }
        var message = Json.stringOrNull(error, "message");
        return new ApiError(status, type, message == null ? "" : message, Json.objectOrNull(error, "details"));
    }

    ApiError failure(int status, ErrorType type, String what) {
        return new ApiError(status, type, "upstream " + target.provider() + ": " + what);
    }
}
