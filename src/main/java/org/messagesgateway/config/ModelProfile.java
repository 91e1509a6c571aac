package org.messagesgateway.config;

/**
 * What some models of a provider understand: the provider's flags with the changes for them. Immutable.
 *
 * @param chat in Chat Completions
 * @param gemini in {@code generateContent}
 */
public record ModelProfile(ChatProfile chat, GeminiProfile gemini) {}
