package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the caller sees it. Immutable.
 *
 * @param status HTTP status, 400-599
 * @param message names the field and the rule; never a secret, never unread upstream text
 * @param details the optional {@code error.details} object of API version 2026-10-21
 */
public record ApiError(int status, ErrorType type, String message, @Nullable JsonObject details) {

    public ApiError {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("not an error status: " + status);
        }
    }

    public ApiError(ErrorType type, String message) {
        this(type.status(), type, message, null);
    }

    public ApiError(int status, ErrorType type, String message) {
        this(status, type, message, null);
    }

    public static ApiError invalid(String message) {
        return new ApiError(ErrorType.INVALID_REQUEST_ERROR, message);
    }
}
