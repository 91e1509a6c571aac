package org.messagesgateway.cloud;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.Secret;

/**
 * No credentials could be had. {@code getMessage} is for the caller: it has a code at most, and nothing of what a cloud or
 * a library says.
 */
final class CloudException extends Exception {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.]{1,60}");
    private static final int LONGEST = 500;
    private static final int DEEPEST = 5;

    private final String details;

    CloudException(@Nullable String code, String details) {
        super(
                "no credentials" + (code != null && CODE.matcher(code).matches() ? " (" + code + ")" : ""),
                null,
                false,
                false);
        this.details = details;
    }

    static CloudException of(Throwable cause) {
        return cause instanceof CloudException known ? known : new CloudException(null, describe(cause));
    }

    static CloudException late() {
        return new CloudException("timeout", "none within " + RenewedToken.PATIENCE.toSeconds() + " s");
    }

    /** What libraries say of themselves and of one another. */
    static String describe(Throwable cause) {
        var text = new StringBuilder();
        int depth = 0;
        for (var next = cause; next != null && depth < DEEPEST; next = next.getCause()) {
            text.append(depth == 0 ? "" : " < ").append(next.getClass().getSimpleName());
            text.append(next.getMessage() == null ? "" : ": " + next.getMessage());
            depth++;
        }
        return text.toString();
    }

    /** For the operator's log: one line, printable, bounded, and without {@code secrets}, which an issuer may repeat. */
    String details(List<Secret> secrets) {
        var text = details;
        for (var secret : secrets) {
            text = secret.isEmpty() ? text : text.replace(secret.reveal(), "***");
        }
        var line = text.replaceAll("[^ -~]+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
}
