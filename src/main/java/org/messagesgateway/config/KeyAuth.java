package org.messagesgateway.config;

/** How calls to a provider prove themselves where a key has no value of its own. */
public enum KeyAuth {
    /** Not at all: the value is needed, or nothing is. */
    KEY,
    /** By AWS's signature. */
    AWS,
    /** By a token of Google. */
    GOOGLE,
    /** By a token of Microsoft Entra. */
    ENTRA
}
