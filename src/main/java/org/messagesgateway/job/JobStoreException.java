package org.messagesgateway.job;

/** The store cannot be reached, or refused: try again later. The message names no secret. */
public final class JobStoreException extends RuntimeException {

    JobStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
