package org.messagesgateway.provider;

import org.messagesgateway.config.CloudAccess;
import org.messagesgateway.config.KeyHeader;
import org.messagesgateway.config.Secret;
import org.messagesgateway.http.Headers;

/** How a call proves itself to its upstream. Immutable. */
public sealed interface Credential {

    /** One of the operator's keys. */
    record OperatorKey(Secret value) implements Credential {}

    /** One of the operator's identities at a cloud: what proves it is put on by an {@link Authorizer}. */
    record Cloud(CloudAccess access) implements Credential {}

    /** The caller's own key, in the header that the caller used. */
    record CallerKey(String headerName, Secret headerValue) implements Credential {}

    /** None: a local server. */
    record None() implements Credential {}

    /** Whether an upstream that refuses it is the operator's trouble. */
    default boolean isOperators() {
        return this instanceof OperatorKey || this instanceof Cloud;
    }

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
