package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.provider.UpstreamErrors;
import org.messagesgateway.provider.UpstreamJson;

/** Reads an answer that was not streamed, on the same way as one that was. */
final class ResponsesAnswers {

    private final ResponsesReader reader;
    private final UpstreamErrors errors;

    ResponsesAnswers(ResponsesReader reader, UpstreamErrors errors) {
        this.reader = reader;
        this.errors = errors;
    }

    void read(UpstreamResponse response) {
        var answer = UpstreamJson.of(response);
        if (answer.containsKey("error") && !answer.isNull("error")) {
            throw new ApiException(errors.inBand(answer));
        }
        if (!(answer.get("output") instanceof JsonArray)) {
            throw UpstreamJson.unreadable("the upstream answered without output");
        }
        reader.end(answer, "completed");
    }
}
