package org.messagesgateway.http;

import java.nio.ByteBuffer;

/**
 * Hears what becomes of one call, in this order: {@code head}, any number of {@code data}, then {@code end}; or
 * {@code failed} instead of whatever was still to come. Calls come one at a time, from any thread, also before
 * {@link UpstreamClient#send} has returned.
 */
public interface UpstreamListener {

    void head(int status, Headers headers);

    /** Takes all of {@code bytes}. False asks the upstream to wait until {@link UpstreamCall#resume}. */
    boolean data(ByteBuffer bytes);

    void end();

    void failed(UpstreamException failure);
}
