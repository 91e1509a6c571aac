package org.messagesgateway.provider;

import java.util.function.Consumer;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.http.UpstreamRequest;

/** Puts onto calls what proves an identity at a cloud. Thread-safe. */
@FunctionalInterface
public interface Authorizer {

    /**
     * Never waits and never throws. Calls back once, from any thread, also before it returns: {@code then} with a request
     * that differs in its headers only and must be sent as it is, or {@code failed}.
     *
     * @param network how to reach whoever gives the proof
     */
    void authorize(
            UpstreamRequest request,
            Credential.Cloud credential,
            Network network,
            Consumer<UpstreamRequest> then,
            Consumer<UpstreamException> failed);
}
