package org.messagesgateway.messages;

import java.util.Locale;
import java.util.Optional;

/** The Messages API's error types, each with the HTTP status that it usually comes with. */
public enum ErrorType {
    INVALID_REQUEST_ERROR(400),
    AUTHENTICATION_ERROR(401),
    BILLING_ERROR(402),
    PERMISSION_ERROR(403),
    NOT_FOUND_ERROR(404),
    CONFLICT_ERROR(409),
    REQUEST_TOO_LARGE(413),
    RATE_LIMIT_ERROR(429),
    API_ERROR(500),
    TIMEOUT_ERROR(504),
    OVERLOADED_ERROR(529);

    private final int status;

    ErrorType(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** As it stands in the envelope: {@code rate_limit_error}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ErrorType> ofWireName(String name) {
        for (var type : values()) {
            if (type.wireName().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The type that a status stands for; other 4xx are invalid requests, other 5xx API errors. */
    public static ErrorType ofStatus(int status) {
        for (var type : values()) {
            if (type.status == status) {
                return type;
            }
        }
        return switch (status) {
            case 408 -> TIMEOUT_ERROR;
            case 503 -> OVERLOADED_ERROR;
            default -> status >= 400 && status < 500 ? INVALID_REQUEST_ERROR : API_ERROR;
        };
    }
}
