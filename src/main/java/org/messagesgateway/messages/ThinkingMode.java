package org.messagesgateway.messages;

import org.jspecify.annotations.Nullable;

/**
 * The {@code thinking} of a request. Immutable.
 *
 * @param budget tokens for it; present for {@code ENABLED} only
 * @param omitted whether the caller wants no text of it, only the signature
 */
public record ThinkingMode(Kind kind, @Nullable Long budget, boolean omitted) {

    /** How it is switched. */
    public enum Kind {
        DISABLED,
        ENABLED,
        ADAPTIVE,
        BETWEEN_TOOLS
    }

    public boolean isOn() {
        return kind != Kind.DISABLED;
    }
}
