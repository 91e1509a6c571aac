package org.messagesgateway.provider;

import java.util.Optional;

/**
 * What upstreams have signed their calls of tools with, by the call's id as the client knows it: for clients that do not
 * carry it. It may be forgotten at any time. Thread-safe.
 */
public interface CallSignatures {

    void keep(String callId, String signature);

    Optional<String> find(String callId);

    /** Remembers nothing. */
    CallSignatures NONE = new CallSignatures() {
        @Override
        public void keep(String callId, String signature) {}

        @Override
        public Optional<String> find(String callId) {
            return Optional.empty();
        }
    };
}
