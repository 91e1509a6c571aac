package org.messagesgateway.messages;

/** Who speaks. {@code system} stands inside a conversation after a user's turn. */
public enum Role {
    USER,
    ASSISTANT,
    SYSTEM
}
