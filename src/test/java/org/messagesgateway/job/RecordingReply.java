package org.messagesgateway.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.messagesgateway.dispatch.Reply;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;

/** A caller that waits: what it was answered, and a way to leave. */
final class RecordingReply implements Reply {

    final List<String> answers = new ArrayList<>();
    Runnable leave = () -> {};
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public void exclusively(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String requestId() {
        return "req_test";
    }

    @Override
    public void message(Headers headers, byte[] json) {
        answers.add("200");
    }

    @Override
    public void open(Headers headers) {}

    @Override
    public void write(byte[] event) {}

    @Override
    public void close() {}

    @Override
    public void fail(ApiError error, Headers headers) {
        answers.add(
                error.status() + " retry-after " + headers.first("retry-after").orElse("none"));
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void whenWritable(Runnable next) {}

    @Override
    public void whenAbandoned(Runnable cancel) {
        leave = () -> exclusively(cancel);
    }
}
