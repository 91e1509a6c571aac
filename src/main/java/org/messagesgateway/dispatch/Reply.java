package org.messagesgateway.dispatch;

import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;

/**
 * Where the answer to one request goes: a client, or the collector of a job. It is answered once: by {@code message}, by
 * {@code fail}, or by {@code open} and then {@code close} or {@code fail}. What comes after the end is ignored.
 * Thread-safe only through {@link #exclusively}.
 */
public interface Reply {

    /** Runs one action at a time: whoever touches this reply or the state of its exchange does so in here. */
    void exclusively(Runnable action);

    /** The id that the answer carries as {@code request-id}. */
    String requestId();

    /** A whole answer. */
    void message(Headers headers, byte[] json);

    /** Begins a stream: status 200, from here on there are only events. */
    void open(Headers headers);

    /** Adds one event, as its bytes, to an open stream. Never blocks; see {@link #isWritable}. */
    void write(byte[] event);

    /** Ends an open stream. */
    void close();

    /** A status and the error envelope, or, when the stream is open, an {@code error} event and its end. */
    void fail(ApiError error, Headers headers);

    /** Whether more can be written without piling up; when not, {@code next} of {@link #whenWritable} is due. */
    boolean isWritable();

    /** What to run, exclusively, each time that writing has become possible again. */
    void whenWritable(Runnable next);

    /** What to run, exclusively and once, when nobody waits for the answer any more. */
    void whenAbandoned(Runnable cancel);
}
