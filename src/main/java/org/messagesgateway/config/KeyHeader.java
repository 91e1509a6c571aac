package org.messagesgateway.config;

/** Which request header of an upstream takes the key. */
public enum KeyHeader {
    X_API_KEY,
    BEARER,
    API_KEY,
    X_GOOG_API_KEY,
    NONE
}
