package org.messagesgateway.http;

import org.messagesgateway.config.Network;

/** Sends requests to upstreams. Thread-safe. */
public interface UpstreamClient extends AutoCloseable {

    /** Never throws: a request that cannot be sent is a {@link UpstreamListener#failed}. */
    UpstreamCall send(UpstreamRequest request, Network network, UpstreamListener listener);

    /** Whether calls can still be sent: not once it is closed, or its threads have died. */
    default boolean isRunning() {
        return true;
    }

    /** Ends all calls and threads. */
    @Override
    void close();
}
