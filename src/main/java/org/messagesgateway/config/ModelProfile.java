package org.messagesgateway.config;

/**
 * What one model of a provider understands. Immutable.
 *
 * @param dialect which adapter speaks to it
 */
public record ModelProfile(
        String dialect,
        ChatProfile chat,
        ResponsesProfile responses,
        GeminiProfile gemini,
        ConverseProfile converse,
        MessagesProfile messages) {}
