package org.messagesgateway.cloud;

import java.util.function.Consumer;
import org.messagesgateway.http.UpstreamRequest;

/** Puts one identity's proof onto requests. Thread-safe. */
interface Signatory extends AutoCloseable {

    /** Never waits; calls one of the two back, once. */
    void sign(UpstreamRequest request, Consumer<UpstreamRequest> then, Consumer<CloudException> failed);

    /** Fetches what signing takes, so that no request has to wait for it. */
    void warm();

    @Override
    default void close() {}
}
