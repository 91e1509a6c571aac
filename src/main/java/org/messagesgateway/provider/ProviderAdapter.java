package org.messagesgateway.provider;

import java.util.Optional;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.messages.Inbound;

/** The translator of one dialect: a pure function, no I/O. Thread-safe. */
public interface ProviderAdapter {

    /**
     * Translates a request for a target and remembers what the way back needs.
     *
     * @throws org.messagesgateway.messages.ApiException if the request cannot be carried, or is not well-formed where
     *     only its translation finds that out
     */
    Translation translate(Inbound inbound, Target target);

    /**
     * The call that has the upstream count a request's tokens, where its dialect has one.
     *
     * @param inbound may lack {@code max_tokens}
     * @throws org.messagesgateway.messages.ApiException if the request cannot be carried
     */
    default Optional<Counting> count(Inbound inbound, Target target) {
        return Optional.empty();
    }

    /** Whether the target would have to be given the content of an image or a document, as it cannot be given its URL. */
    default boolean needsContent(UrlSource source, Target target) {
        return false;
    }

    /** The call that lists the target's models, where its dialect has one. */
    Optional<UpstreamRequest> models(Target target);
}
