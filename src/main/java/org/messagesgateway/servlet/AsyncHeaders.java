package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.messagesgateway.messages.ApiException;

/** The request headers of background jobs, as Bifrost's clients send them. */
final class AsyncHeaders {

    private static final String SUBMIT = "x-bf-async";
    private static final String ID = "x-bf-async-id";
    private static final String TTL = "x-bf-async-job-result-ttl";
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*(\"?)(\\d{1,9})\\1(?:$|[,;\\s])", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_WAIT_SECONDS = 60;

    private AsyncHeaders() {}

    static boolean arePresent(HttpServletRequest request) {
        return submits(request) || id(request).isPresent();
    }

    /** @throws ApiException 400, if it is neither yes nor no */
    static boolean submits(HttpServletRequest request) {
        var value = request.getHeader(SUBMIT);
        if (value == null) {
            return false;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "", "false", "0" -> false;
            default -> throw ApiException.invalid(SUBMIT + ": must be true or false");
        };
    }

    static Optional<String> id(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(ID)).map(String::strip).filter(id -> !id.isEmpty());
    }

    /** @throws ApiException 400, if it is not a whole number from 1 to {@code most} seconds */
    static Optional<Duration> ttl(HttpServletRequest request, Duration most) {
        var value = request.getHeader(TTL);
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        var text = value.strip();
        if (text.matches("0*[1-9]\\d*") && text.length() <= 15 && Long.parseLong(text) <= most.toSeconds()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        throw ApiException.invalid(TTL + ": must be a whole number of seconds from 1 to " + most.toSeconds());
    }

    /** {@code Prefer: wait=N} of RFC 7240, at most a minute; what is not understood is no preference. */
    static Duration wait(HttpServletRequest request) {
        var match = WAIT.matcher(String.join(",", Collections.list(request.getHeaders("prefer"))));
        return match.find()
                ? Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(match.group(2))))
                : Duration.ZERO;
    }
}
