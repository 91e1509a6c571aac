package org.messagesgateway.http;

/** An upstream could not be asked or did not answer to the end. Its message names no secret and no address. */
public final class UpstreamException extends Exception {

    /** What went wrong. */
    public enum Kind {
        /** Nothing to prove who calls: nothing was sent. */
        CREDENTIALS,
        /** No connection: nothing was sent. */
        CONNECT,
        /** Connected, but silent for longer than allowed. */
        TIMEOUT,
        /** The connection broke, or what came was not HTTP. */
        BROKEN,
        /** More came than allowed. */
        TOO_LARGE
    }

    private final Kind kind;

    public UpstreamException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
