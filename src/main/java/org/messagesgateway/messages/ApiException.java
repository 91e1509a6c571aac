package org.messagesgateway.messages;

/** Thrown by whatever refuses a request; the dispatcher and the servlets turn it into the error envelope. */
public final class ApiException extends RuntimeException {

    private final transient ApiError error;

    public ApiException(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** A 400 {@code invalid_request_error}. */
    public static ApiException invalid(String message) {
        return new ApiException(ApiError.invalid(message));
    }

    public ApiError error() {
        return error;
    }
}
