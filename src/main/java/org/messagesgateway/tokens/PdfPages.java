package org.messagesgateway.tokens;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How many pages a PDF has. Stateless. */
final class PdfPages {

    private static final String PAGE = "/Page";

    /** Where the list of pages is packed, by size: a page of text takes about as much. */
    private static final int BYTES = 12_000;

    private PdfPages() {}

    /** At least one; what is no base64 is taken by its size. */
    static long of(String base64) {
        var pages = listed(text(base64));
        return pages > 0 ? pages : 1 + base64.length() * 3L / 4 / BYTES;
    }

    private static long listed(String file) {
        var pages = 0L;
        for (var at = file.indexOf(PAGE); at >= 0; at = file.indexOf(PAGE, at + 1)) {
            var end = at + PAGE.length();
            var isWord = end == file.length() || !Character.isLetter(file.charAt(end));
            if (isWord && file.substring(Math.max(0, at - 9), at).strip().endsWith("/Type")) {
                pages++;
            }
        }
        return pages;
    }

    private static String text(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
