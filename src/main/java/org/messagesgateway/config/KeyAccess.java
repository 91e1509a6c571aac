package org.messagesgateway.config;

/** How a key opens its provider: by its own value, or by what a cloud gives for an identity. Immutable. */
public sealed interface KeyAccess permits KeyAccess.Value, CloudAccess {

    /** @param value goes into a header as it is; empty for an upstream that takes none */
    record Value(Secret value) implements KeyAccess {}
}
