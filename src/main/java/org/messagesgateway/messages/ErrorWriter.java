package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import org.messagesgateway.json.Json;

/** Writes the error envelope. Stateless. */
public final class ErrorWriter {

    private ErrorWriter() {}

    public static byte[] json(ApiError error, String requestId) {
        return Json.bytes(object(error, requestId));
    }

    static JsonObject object(ApiError error, String requestId) {
        var inner = Json.object().add("type", error.type().wireName()).add("message", error.message());
        if (error.details() != null) {
            inner.add("details", error.details());
        }
        return Json.object()
                .add("type", "error")
                .add("error", inner)
                .add("request_id", requestId)
                .build();
    }
}
