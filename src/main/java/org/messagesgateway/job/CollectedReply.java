package org.messagesgateway.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.messagesgateway.dispatch.Reply;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.ErrorWriter;

/** The reply to a job: kept whole, and handed on once. Thread-safe as every reply is. */
final class CollectedReply implements Reply {

    private final ReentrantLock lock = new ReentrantLock();
    private final String requestId;
    private final Consumer<JobResult> then;
    private Runnable abandoned = () -> {};
    private boolean over;

    /** @param then is called in whatever thread the answer comes in, and must be quick */
    CollectedReply(String requestId, Consumer<JobResult> then) {
        this.requestId = requestId;
        this.then = then;
    }

    /** Whether it was answered or abandoned. To be asked exclusively. */
    boolean isOver() {
        return over;
    }

    /** Ends the upstream call; nothing is handed on any more. */
    void abandon() {
        exclusively(() -> {
            if (!over) {
                over = true;
                abandoned.run();
            }
        });
    }

    /** Ends the upstream call, with this error as the result. */
    void abandon(ApiError error) {
        exclusively(() -> {
            if (!over) {
                fail(error, Headers.NONE);
                abandoned.run();
            }
        });
    }

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
        return requestId;
    }

    @Override
    public void message(Headers headers, byte[] json) {
        end(200, headers, json);
    }

    @Override
    public void fail(ApiError error, Headers headers) {
        var id = headers.first("request-id").orElse(requestId);
        end(error.status(), headers, ErrorWriter.json(error, id));
    }

    @Override
    public void open(Headers headers) {
        fail(new ApiError(ErrorType.API_ERROR, "a job's answer came as a stream"), headers);
    }

    @Override
    public void write(byte[] event) {}

    @Override
    public void close() {}

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void whenWritable(Runnable next) {}

    @Override
    public void whenAbandoned(Runnable cancel) {
        abandoned = cancel;
    }

    private void end(int status, Headers headers, byte[] body) {
        if (over) {
            return;
        }
        over = true;
        var kept = new LinkedHashMap<>(Map.of("request-id", requestId));
        headers.forEach(kept::put);
        then.accept(new JobResult(status, kept, body));
    }
}
