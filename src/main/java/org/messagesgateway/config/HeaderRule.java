package org.messagesgateway.config;

import java.util.Locale;
import java.util.Set;

/** What may stand in a request header that the configuration sets. */
final class HeaderRule {

    static final String VALUE = "must not contain control characters or characters outside ASCII";

    /** Those that frame the message: a wrong one would let two requests be read as one, or one as two. */
    private static final Set<String> FRAMING = Set.of(
            "connection", "content-length", "content-type", "host", "te", "trailer", "transfer-encoding", "upgrade");

    private HeaderRule() {}

    static boolean isValue(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    static void check(Section headers) {
        headers.texts().forEach((name, value) -> {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                headers.problem(name, "not a header name");
            } else if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                headers.problem(name, "this header is the gateway's to set");
            }
            if (!isValue(value)) {
                headers.problem(name, VALUE);
            }
        });
    }
}
