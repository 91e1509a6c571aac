package org.messagesgateway.provider;

import java.util.List;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.messages.ApiError;

/** One request, translated, and the way back for its answer. Confined to one exchange; not thread-safe. */
public interface Translation {

    UpstreamRequest request();

    /** What the dialect could not carry: request paths such as {@code top_k}, for {@code x-gateway-dropped}. */
    List<String> dropped();

    /**
     * The Messages JSON of a whole answer.
     *
     * @throws org.messagesgateway.messages.ApiException if a success turns out to be none
     */
    byte[] answer(UpstreamResponse response);

    /** A fresh translator for a streamed answer; what it sees goes to {@code out}. */
    StreamTranslator stream(EventSink out);

    /** What an answer with an error status means to the caller. */
    ApiError error(UpstreamResponse response);
}
