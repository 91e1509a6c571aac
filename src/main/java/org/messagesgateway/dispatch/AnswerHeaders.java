package org.messagesgateway.dispatch;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.messagesgateway.http.Headers;
import org.messagesgateway.provider.Target;

/** The response headers of an answer: what may come back from the upstream, and the gateway's own. */
final class AnswerHeaders {

    /** What clients of the Messages API read beside {@code anthropic-*}. */
    private static final Set<String> RETURNED = Set.of("request-id", "retry-after", "retry-after-ms", "x-should-retry");

    private static final int MAX_LENGTH = 1024;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    private AnswerHeaders() {}

    static Headers of(Headers upstream, Target target, List<String> dropped) {
        var headers = Headers.builder();
        upstream.forEach((name, value) -> {
            if (RETURNED.contains(name) || name.startsWith("anthropic-")) {
                headers.set(name, printable(value));
            }
        });
        upstream.first("x-request-id").ifPresent(id -> headers.set("x-gateway-upstream-request-id", printable(id)));
        headers.set("x-gateway-provider", printable(target.provider()));
        headers.set("x-gateway-model", printable(target.model()));
        if (!dropped.isEmpty()) {
            headers.set("x-gateway-dropped", printable(String.join(", ", dropped)));
        }
        return headers.build();
    }

    /** Visible ASCII and spaces, bounded: names in a request are the caller's to choose. */
    static String printable(String value) {
        var text = value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value;
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
