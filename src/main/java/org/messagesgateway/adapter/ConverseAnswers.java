package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.provider.UpstreamErrors;
import org.messagesgateway.provider.UpstreamJson;

/** Reads an answer that was not streamed, on the same way as one that was. */
final class ConverseAnswers {

    private final ConverseReader reader;
    private final UpstreamErrors errors;

    ConverseAnswers(ConverseReader reader, UpstreamErrors errors) {
        this.reader = reader;
        this.errors = errors;
    }

    void read(UpstreamResponse response) {
        var body = UpstreamJson.of(response);
        var output = Json.objectOrNull(body, "output");
        var message = output == null ? null : Json.objectOrNull(output, "message");
        if (message == null || !(message.get("content") instanceof JsonArray content)) {
            throw isError(body)
                    ? new ApiException(errors.inBand(body))
                    : UpstreamJson.unreadable("the upstream answered without a message");
        }
        reader.usage(body);
        for (var i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof JsonObject block) {
                reader.whole(i, block);
            }
        }
        reader.stop(body);
        reader.stream().end();
    }

    private static boolean isError(JsonObject body) {
        return body.containsKey("message") || body.containsKey("Message") || body.containsKey("error");
    }
}
