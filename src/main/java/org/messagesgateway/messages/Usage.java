package org.messagesgateway.messages;

/**
 * Tokens of one answer; the three input counts are disjoint and add up to the whole prompt. Immutable.
 *
 * @param input prompt tokens neither read from nor written to a cache
 * @param output generated tokens, thinking included
 * @param thinking the part of {@code output} spent on thinking
 */
public record Usage(long input, long cacheRead, long cacheCreation, long output, long thinking) {

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);
}
