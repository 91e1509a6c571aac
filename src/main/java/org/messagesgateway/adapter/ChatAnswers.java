package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.provider.UpstreamErrors;

/** Reads an answer that was not streamed, on the same way as one that was. */
final class ChatAnswers {

    private final ChatReader reader;
    private final UpstreamErrors errors;

    ChatAnswers(ChatReader reader, UpstreamErrors errors) {
        this.reader = reader;
        this.errors = errors;
    }

    void read(UpstreamResponse response) {
        var answer = parse(response);
        if (ChatReader.isError(answer)) {
            throw new ApiException(errors.inBand(answer));
        }
        if (ChatReader.firstChoice(answer) == null) {
            throw unreadable("the upstream answered without a choice");
        }
        reader.read(answer);
        // A whole document cannot have been cut off, though some servers do not say why it ends.
        if (!reader.stream().hasStop()) {
            reader.stream().stop(StopReason.END_TURN, null);
        }
        reader.end();
    }

    private static JsonObject parse(UpstreamResponse response) {
        try {
            return Json.parseObject(response.body());
        } catch (JsonSyntaxException e) {
            throw unreadable("the upstream's answer is " + e.getMessage());
        }
    }

    private static ApiException unreadable(String problem) {
        return new ApiException(new ApiError(502, ErrorType.API_ERROR, problem));
    }
}
