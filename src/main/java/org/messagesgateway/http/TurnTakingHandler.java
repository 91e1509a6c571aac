package org.messagesgateway.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Lock;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The handler of a connection, whose events come one after another, from whichever threads. Thread-safe. */
record TurnTakingHandler(IOEventHandler handler, Lock turn) implements IOEventHandler {

    @Override
    public void connected(IOSession session) throws IOException {
        turn.lock();
        try {
            handler.connected(session);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void inputReady(IOSession session, @Nullable ByteBuffer bytes) throws IOException {
        turn.lock();
        try {
            handler.inputReady(session, bytes);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void outputReady(IOSession session) throws IOException {
        turn.lock();
        try {
            handler.outputReady(session);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void timeout(IOSession session, Timeout timeout) throws IOException {
        turn.lock();
        try {
            handler.timeout(session, timeout);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void exception(IOSession session, Exception failure) {
        turn.lock();
        try {
            handler.exception(session, failure);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void disconnected(IOSession session) {
        turn.lock();
        try {
            handler.disconnected(session);
        } finally {
            turn.unlock();
        }
    }
}
