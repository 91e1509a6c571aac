package org.messagesgateway.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;

/** Remembers what a client would have seen. */
final class ListReply implements Reply {

    private final List<String> seen = new ArrayList<>();
    private Headers lastHeaders = Headers.NONE;
    private boolean writable = true;
    private Runnable whenWritable = () -> {};
    private Runnable whenAbandoned = () -> {};

    /** Of the last whole answer. */
    Headers lastHeaders() {
        return lastHeaders;
    }

    List<String> seen() {
        return seen;
    }

    /** The client reads, or stops to read. */
    void reads(boolean reads) {
        writable = reads;
        if (reads) {
            whenWritable.run();
        }
    }

    void leave() {
        whenAbandoned.run();
    }

    @Override
    public void exclusively(Runnable action) {
        action.run();
    }

    @Override
    public String requestId() {
        return "req_1";
    }

    @Override
    public void message(Headers headers, byte[] json) {
        lastHeaders = headers;
        seen.add("message " + new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public void open(Headers headers) {
        seen.add("open");
    }

    @Override
    public void write(byte[] event) {
        seen.add(new String(event, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .replace("event: ", ""));
    }

    @Override
    public void close() {
        seen.add("close");
    }

    @Override
    public void fail(ApiError error, Headers headers) {
        seen.add("fail " + error.status() + " " + error.type().wireName());
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void whenWritable(Runnable next) {
        whenWritable = next;
    }

    @Override
    public void whenAbandoned(Runnable cancel) {
        whenAbandoned = cancel;
    }
}
