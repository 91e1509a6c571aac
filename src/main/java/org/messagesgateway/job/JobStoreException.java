package org.messagesgateway.job;

import org.jspecify.annotations.Nullable;

/** The store cannot be reached, or refused: try again later. The message names no secret. */
public final class JobStoreException extends RuntimeException {

    JobStoreException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
