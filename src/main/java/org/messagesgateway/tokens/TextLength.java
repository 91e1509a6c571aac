package org.messagesgateway.tokens;

/** Tokens by length alone: about 3.5 characters make one of English; of most other scripts, one or two. Stateless. */
final class TextLength {

    private TextLength() {}

    static long tokens(String text) {
        var wide = 0L;
        for (var i = 0; i < text.length(); i++) {
            wide += text.charAt(i) > 0x2FF ? 1 : 0;
        }
        return ((text.length() - wide) * 2 + 6) / 7 + wide;
    }
}
