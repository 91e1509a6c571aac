package org.messagesgateway.adapter;

import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.provider.UpstreamErrors;
import org.messagesgateway.provider.UpstreamJson;

/** Reads an answer that was not streamed, on the same way as one that was; it may be a list of chunks. */
final class GeminiAnswers {

    private final GeminiReader reader;
    private final UpstreamErrors errors;

    GeminiAnswers(GeminiReader reader, UpstreamErrors errors) {
        this.reader = reader;
        this.errors = errors;
    }

    void read(UpstreamResponse response) {
        var chunks = UpstreamJson.listOf(response);
        for (var chunk : chunks) {
            if (GeminiReader.isError(chunk)) {
                throw new ApiException(errors.inBand(chunk));
            }
        }
        if (chunks.stream().noneMatch(GeminiReader::isAnswer)) {
            throw UpstreamJson.unreadable("the upstream answered without a candidate");
        }
        chunks.forEach(reader::read);
        // A whole document cannot have been cut off, though it may not say why it ends.
        if (!reader.stream().hasStop()) {
            reader.stream().stop(StopReason.END_TURN, null);
        }
        reader.end();
    }
}
