package org.messagesgateway.http;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Cuts an upstream's bytes into frames, wherever they were split. Confined to one stream; not thread-safe. */
public interface FrameDecoder {

    /** The {@code content-type}, without parameters, of an answer that has this framing. */
    String mediaType();

    /**
     * Takes the next bytes and hands on every frame that they complete.
     *
     * @throws UpstreamException if a frame is longer than allowed, or the framing is broken
     */
    void decode(ByteBuffer bytes, Consumer<Frame> out) throws UpstreamException;
}
