package org.messagesgateway.http;

/** A call under way. Thread-safe. */
public interface UpstreamCall {

    /** Lets the upstream go on after {@link UpstreamListener#data} said to wait. */
    void resume();

    /** Ends the call and its connection; the listener hears nothing more of it that matters. Harmless when over. */
    void cancel();
}
