package org.messagesgateway.testing;

/**
 * One event as a client read it.
 *
 * @param name empty for a comment
 * @param arrival {@link System#nanoTime} when its blank line had been read
 */
public record SseEvent(String name, String data, long arrival) {}
