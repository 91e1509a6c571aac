package org.messagesgateway.provider;

import org.messagesgateway.config.KeyHeader;
import org.messagesgateway.config.Secret;
import org.messagesgateway.http.Headers;

/** How a call proves itself to its upstream. Immutable. */
public sealed interface Credential {

    /** One of the operator's keys: an upstream that refuses it is the operator's trouble, not the caller's. */
    record OperatorKey(Secret value) implements Credential {}

    /** The caller's own key, in the header that the caller used. */
    record CallerKey(String headerName, Secret headerValue) implements Credential {}

    /** None: a local server. */
    record None() implements Credential {}

    /** The headers that carry it; {@code keyHeader} says which one an operator's key goes into. */
    default Headers headers(KeyHeader keyHeader) {
        if (this instanceof OperatorKey key) {
            return forKey(key.value().reveal(), keyHeader);
        }
        if (this instanceof CallerKey caller) {
            return Headers.NONE.with(caller.headerName(), caller.headerValue().reveal());
        }
        return Headers.NONE;
    }

    private static Headers forKey(String key, KeyHeader header) {
        return switch (header) {
            case X_API_KEY -> Headers.NONE.with("x-api-key", key);
            case BEARER -> Headers.NONE.with("authorization", "Bearer " + key);
            case X_GOOG_API_KEY -> Headers.NONE.with("x-goog-api-key", key);
            case API_KEY -> Headers.NONE.with("api-key", key);
            case NONE -> Headers.NONE;
        };
    }
}
