package org.messagesgateway.provider;

import org.messagesgateway.http.Frame;
import org.messagesgateway.http.FrameDecoder;

/** Turns an upstream's frames into a Messages stream. Confined to one stream; not thread-safe. */
public interface StreamTranslator {

    FrameDecoder decoder();

    void on(Frame frame);

    /** Nothing has come for a heartbeat: an end that is only held back for more may be said now. */
    default void silence() {}

    /** The upstream's bytes have ended. The last event of a well-formed stream, good or bad, is out after this. */
    void end();
}
