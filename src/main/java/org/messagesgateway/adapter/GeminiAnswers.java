package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.provider.UpstreamErrors;

/** Reads an answer that was not streamed, on the same way as one that was; it may be a list of chunks. */
final class GeminiAnswers {

    private final GeminiReader reader;
    private final UpstreamErrors errors;

    GeminiAnswers(GeminiReader reader, UpstreamErrors errors) {
        this.reader = reader;
        this.errors = errors;
    }

    void read(UpstreamResponse response) {
        var chunks = chunks(parse(response));
        for (var chunk : chunks) {
            if (GeminiReader.isError(chunk)) {
                throw new ApiException(errors.inBand(chunk));
            }
        }
        if (chunks.stream().noneMatch(GeminiReader::isAnswer)) {
            throw unreadable("the upstream answered without a candidate");
        }
        chunks.forEach(reader::read);
        // A whole document cannot have been cut off, though it may not say why it ends.
        if (!reader.stream().hasStop()) {
            reader.stream().stop(StopReason.END_TURN, null);
        }
        reader.end();
    }

    static List<JsonObject> chunks(JsonValue document) {
        return (document instanceof JsonArray list ? list : List.of(document))
                .stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject)
                        .toList();
    }

    private static JsonValue parse(UpstreamResponse response) {
        try {
            return Json.parse(response.body());
        } catch (JsonSyntaxException e) {
            throw unreadable("the upstream's answer is " + e.getMessage());
        }
    }

    private static ApiException unreadable(String problem) {
        return new ApiException(new ApiError(502, ErrorType.API_ERROR, problem));
    }
}
