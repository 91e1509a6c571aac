package org.messagesgateway.adapter;

import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.provider.UpstreamErrors;
import org.messagesgateway.provider.UpstreamJson;

/** Reads an answer that was not streamed, on the same way as one that was. */
final class ChatAnswers {

    private final ChatReader reader;
    private final UpstreamErrors errors;

    ChatAnswers(ChatReader reader, UpstreamErrors errors) {
        this.reader = reader;
        this.errors = errors;
    }

    void read(UpstreamResponse response) {
        var answer = UpstreamJson.of(response);
        if (ChatReader.isError(answer)) {
            throw new ApiException(errors.inBand(answer));
        }
        if (ChatReader.firstChoice(answer) == null) {
            throw UpstreamJson.unreadable("the upstream answered without a choice");
        }
        reader.read(answer);
        // A whole document cannot have been cut off, though some servers do not say why it ends.
        if (!reader.stream().hasStop()) {
            reader.stream().stop(StopReason.END_TURN, null);
        }
        reader.end();
    }
}
