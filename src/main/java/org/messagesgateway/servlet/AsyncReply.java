package org.messagesgateway.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.messagesgateway.dispatch.Reply;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorWriter;
import org.messagesgateway.messages.EventWriter;
import org.messagesgateway.messages.StreamEvent;

/**
 * The reply to a client, through {@link AsyncContext}, without ever blocking a thread.
 *
 * <pre>
 * LATENT --message, fail--> CLOSING --all written--> CLOSED
 *    \--open--> SSE --close, fail--> CLOSING
 * any --the client is gone--> CLOSED
 * </pre>
 *
 * One lock guards it, and the container's callbacks take it too: a container that recycles a response while another
 * thread is still inside a write hands the damage on to a later request. Thread-safe.
 */
final class AsyncReply implements Reply {

    private enum State {
        LATENT,
        SSE,
        CLOSING,
        CLOSED
    }

    /** What a kernel takes from a server whose client does not read. */
    private static final int TAKEN_AT_ONCE = 16 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final String requestId;
    private final HttpServletResponse response;
    private final AsyncContext context;
    private final AsyncOutput output;
    private Runnable writable = () -> {};
    private Runnable abandoned = () -> {};
    private State state = State.LATENT;
    private boolean mustWait;

    private AsyncReply(HttpServletRequest request, HttpServletResponse response) throws IOException {
        this.requestId = RequestId.of(request);
        this.response = response;
        this.context = request.startAsync();
        context.setTimeout(0);
        this.output = new AsyncOutput(response.getOutputStream());
    }

    /** To be called in the request's own thread. */
    static AsyncReply start(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var reply = new AsyncReply(request, response);
        var watch = new ContainerWatch(() -> reply.exclusively(reply::written), () -> reply.exclusively(reply::gone));
        reply.context.addListener(watch);
        ServletOutputStream stream = response.getOutputStream();
        stream.setWriteListener(watch);
        return reply;
    }

    /** What the action has written goes out when it ends, in one piece, however many events it was. */
    @Override
    public void exclusively(Runnable action) {
        lock.lock();
        try {
            action.run();
            if (lock.getHoldCount() == 1) {
                send();
            }
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
        if (state == State.LATENT) {
            json(200, headers, json);
        }
    }

    /** A whole answer with a status of its own. */
    void answer(int status, Headers headers, byte[] json) {
        if (state == State.LATENT) {
            json(status, headers, json);
        }
    }

    @Override
    public void open(Headers headers) {
        if (state != State.LATENT) {
            return;
        }
        state = State.SSE;
        head(200, headers);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("cache-control", "no-cache");
        // Proxies such as nginx would hold events back.
        response.setHeader("x-accel-buffering", "no");
        output.sendHeadFirst();
    }

    @Override
    public void write(byte[] event) {
        if (state == State.SSE) {
            output.add(event);
        }
    }

    @Override
    public void close() {
        if (state == State.SSE) {
            state = State.CLOSING;
        }
    }

    @Override
    public void fail(ApiError error, Headers headers) {
        var id = headers.first("request-id").orElse(requestId);
        if (state == State.LATENT) {
            json(error.status(), headers, ErrorWriter.json(error, id));
        } else if (state == State.SSE) {
            output.add(EventWriter.sse(new StreamEvent.Failure(error), id));
            close();
        }
    }

    @Override
    public boolean isWritable() {
        mustWait = mustWait || !output.isShort();
        return output.isShort();
    }

    @Override
    public void whenWritable(Runnable next) {
        writable = next;
    }

    @Override
    public void whenAbandoned(Runnable cancel) {
        abandoned = cancel;
    }

    private void json(int status, Headers headers, byte[] json) {
        head(status, headers);
        response.setContentType("application/json");
        response.setContentLength(json.length);
        state = State.CLOSING;
        if (json.length <= TAKEN_AT_ONCE) {
            // Tomcat calls back before it takes a flush, through two other threads.
            response.setBufferSize(Math.max(json.length, response.getBufferSize()));
            output.leaveFlushToEnd();
        }
        output.add(json);
    }

    private void head(int status, Headers headers) {
        response.setStatus(status);
        headers.forEach(response::setHeader);
    }

    /** The container can take more. */
    private void written() {
        output.ready();
    }

    private void send() {
        if (state == State.SSE || state == State.CLOSING) {
            pump();
        }
        if (mustWait && output.isShort() && state == State.SSE) {
            mustWait = false;
            writable.run();
        }
    }

    private void pump() {
        try {
            if (output.pump() && state == State.CLOSING) {
                finish();
            }
        } catch (IOException | IllegalStateException e) {
            // The one sure sign, on every server, that the client has left.
            gone();
        }
    }

    /** Ends the exchange without an answer: there is nobody to take one. */
    void gone() {
        if (state != State.CLOSED) {
            finish();
            abandoned.run();
        }
    }

    /** The only place that completes the exchange. */
    private void finish() {
        state = State.CLOSED;
        output.clear();
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // The container has completed it already, as the client has left.
        }
    }
}
