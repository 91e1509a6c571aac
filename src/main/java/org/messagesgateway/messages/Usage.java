package org.messagesgateway.messages;

/**
 * Tokens of one answer; the three input counts are disjoint and add up to the whole prompt. Immutable.
 *
 * @param input prompt tokens neither read from nor written to a cache
 * @param output generated tokens, thinking included
 * @param thinking the part of {@code output} spent on thinking
 * @param webSearches that the upstream made
 */
public record Usage(long input, long cacheRead, long cacheCreation, long output, long thinking, long webSearches) {

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    public Usage(long input, long cacheRead, long cacheCreation, long output, long thinking) {
        this(input, cacheRead, cacheCreation, output, thinking, 0);
    }

    /** The tokens of the whole prompt. */
    public long prompt() {
        return input + cacheRead + cacheCreation;
    }

    /** As a message starts: its prompt is known, and the first token. */
    public Usage atStart() {
        return new Usage(input, cacheRead, cacheCreation, 1, 0);
    }

    /** The same, with searches of the web. */
    public Usage withWebSearches(long searches) {
        return new Usage(input, cacheRead, cacheCreation, output, thinking, searches);
    }

    /** Of an upstream whose {@code prompt} includes what was read from and written to a cache. */
    public static Usage ofWholePrompt(long prompt, long cacheRead, long cacheCreation, long output, long thinking) {
        var read = Math.min(cacheRead, prompt);
        var created = Math.min(cacheCreation, prompt - read);
        return new Usage(prompt - read - created, read, created, output, thinking);
    }
}
