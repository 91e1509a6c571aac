package org.messagesgateway.tokens;

import java.util.function.ToLongFunction;

/**
 * Tokens by a vocabulary, with bounded work: of a prompt that is very long only so much is looked at closely, and the
 * rest is taken to be alike. Confined to one prompt; not thread-safe.
 */
final class SampledText implements ToLongFunction<String> {

    private static final int PIECE = 4096;

    /** Pieces that are all counted; about half a million characters. */
    private static final int CLOSE = 128;

    /** Behind them, one in so many is. */
    private static final int STRIDE = 32;

    private final Vocabulary vocabulary;
    private long pieces;
    private double counted;
    private double roughly;

    SampledText(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public long applyAsLong(String text) {
        var tokens = 0L;
        for (int start = 0, end; start < text.length(); start = end) {
            end = end(text, start);
            tokens += piece(text.substring(start, end));
        }
        return tokens;
    }

    /** Never between the halves of one character. */
    private static int end(String text, int start) {
        var end = Math.min(text.length(), start + PIECE);
        return end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end + 1 : end;
    }

    private long piece(String piece) {
        var rough = TextLength.tokens(piece);
        if (pieces++ >= CLOSE && pieces % STRIDE != 0) {
            return Math.round(rough * counted / roughly);
        }
        var tokens = vocabulary.tokens(piece);
        counted += tokens;
        roughly += rough;
        return tokens;
    }
}
