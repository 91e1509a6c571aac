package org.messagesgateway.cloud;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * No credentials could be had. {@code getMessage} is for the caller: it has a code at most, and nothing of what a cloud or
 * a library says.
 */
final class CloudException extends Exception {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.]{1,60}");
    private static final int LONGEST = 500;

    private final String details;

    CloudException(@Nullable String code, String details) {
        super(
                "no credentials" + (code != null && CODE.matcher(code).matches() ? " (" + code + ")" : ""),
                null,
                false,
                false);
        this.details = line(details);
    }

    static CloudException of(Throwable cause) {
        return cause instanceof CloudException known ? known : new CloudException(null, describe(cause));
    }

    static CloudException late() {
        return new CloudException("timeout", "none within " + RenewedToken.PATIENCE.toSeconds() + " s");
    }

    /** What libraries say of themselves and of one another, in one line. */
    static String describe(Throwable cause) {
        var text = new StringBuilder();
        for (var next = cause; next != null && text.length() < LONGEST; next = next.getCause()) {
            text.append(text.isEmpty() ? "" : " < ").append(next.getClass().getSimpleName());
            text.append(next.getMessage() == null ? "" : ": " + next.getMessage());
        }
        return line(text.toString());
    }

    private static String line(String text) {
        var line = text.replaceAll("[^ -~]+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    /** For the operator's log: one line, printable; may hold what the configuration does. */
    String details() {
        return details;
    }
}
