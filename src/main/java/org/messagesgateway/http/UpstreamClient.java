package org.messagesgateway.http;

import org.messagesgateway.config.Network;

/** Sends requests to upstreams. Thread-safe. */
public interface UpstreamClient extends AutoCloseable {

    /** Never throws: a request that cannot be sent is a {@link UpstreamListener#failed}. */
    UpstreamCall send(UpstreamRequest request, Network network, UpstreamListener listener);

    /** Ends all calls and threads. */
    @Override
    void close();
}
