package org.messagesgateway.testing;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

/** What an upstream does with one call. It runs in a thread of its own, interrupted once the caller has left. */
@FunctionalInterface
public interface Script {

    /** In a queue of pieces, the end of the stream. */
    String END = "";

    void play(UpstreamCall call) throws IOException, InterruptedException;

    /** A whole JSON answer; {@code headers} are names and values in turn. */
    static Script json(int status, String body, String... headers) {
        return call -> call.answer(status, "application/json", body, headers);
    }

    /** A stream of these pieces, sent one by one and ended. */
    static Script stream(String... pieces) {
        return call -> {
            call.startStream();
            for (var piece : pieces) {
                call.send(piece);
            }
            call.end();
        };
    }

    /** A stream of whatever the test puts into the queue, until it puts {@link #END}. */
    static Script stream(BlockingQueue<String> pieces) {
        return call -> {
            call.startStream();
            for (var piece = pieces.take(); !piece.equals(END); piece = pieces.take()) {
                call.send(piece);
            }
            call.end();
        };
    }

    /** Says nothing, not even a status line, until the caller has left. */
    static Script silence() {
        return call -> hang();
    }

    /** Returns never; ends by the interrupt that tells that the caller has left. */
    static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
