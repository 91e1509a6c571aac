package org.messagesgateway.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.http.UpstreamException.Kind;

/**
 * One call. What was read is credited back to the upstream only while the listener wants more, so that at most one
 * window of bytes is on its way to a listener that waits. Thread-safe.
 */
final class ApacheCall implements AsyncResponseConsumer<Void>, UpstreamCall {

    /** A quarter of a window: each credit wakes the reactor up, and most answers need none. */
    private static final int CREDIT = 16 * 1024;

    private final UpstreamListener listener;
    private final Consumer<ApacheCall> whenOver;
    private @Nullable Future<?> future;
    private @Nullable AsyncExecRuntime connection;
    private @Nullable FutureCallback<Void> result;
    private @Nullable CapacityChannel window;
    private int credit;
    private boolean waiting;
    private boolean over;

    ApacheCall(UpstreamListener listener, Consumer<ApacheCall> whenOver) {
        this.listener = listener;
        this.whenOver = whenOver;
    }

    synchronized void started(Future<?> future) {
        this.future = future;
        if (over) {
            future.cancel(true);
        }
    }

    /** The exchange has its connection. */
    synchronized void connected(AsyncExecRuntime connection) {
        this.connection = connection;
        if (over) {
            connection.discardEndpoint();
        }
    }

    @Override
    public void consumeResponse(
            HttpResponse response, @Nullable EntityDetails entity, HttpContext context, FutureCallback<Void> result) {
        synchronized (this) {
            this.result = result;
        }
        var headers = Headers.builder();
        for (Header header : response.getHeaders()) {
            headers.add(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        listener.head(response.getCode(), headers.build());
        if (entity == null) {
            streamEnd(List.of());
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        synchronized (this) {
            window = channel;
        }
        grant();
    }

    @Override
    public void consume(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        synchronized (this) {
            // Before the listener says so: it may be resumed before it has returned.
            waiting = true;
        }
        var wantsMore = listener.data(bytes);
        synchronized (this) {
            credit += count;
            waiting = waiting && !wantsMore;
            if (credit < CREDIT) {
                return;
            }
        }
        grant();
    }

    @Override
    public void resume() {
        synchronized (this) {
            waiting = false;
        }
        try {
            grant();
        } catch (IOException e) {
            failed(e);
        }
    }

    private void grant() throws IOException {
        CapacityChannel channel;
        int increment;
        synchronized (this) {
            if (waiting || over || window == null || credit == 0) {
                return;
            }
            channel = window;
            increment = credit;
            credit = 0;
        }
        channel.update(increment);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        FutureCallback<Void> callback;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            callback = result;
        }
        whenOver.accept(this);
        listener.end();
        if (callback != null) {
            callback.completed(null);
        }
    }

    @Override
    public void failed(Exception cause) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        whenOver.accept(this);
        listener.failed(cause instanceof UpstreamException failure ? failure : describe(cause));
    }

    @Override
    public void releaseResources() {
        failed(new UpstreamException(Kind.BROKEN, "the connection was closed"));
    }

    /** The future alone would not do: on a connection from the pool it cancels the lease, which is long over. */
    @Override
    public void cancel() {
        Future<?> running;
        AsyncExecRuntime connected;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            running = future;
            connected = connection;
        }
        whenOver.accept(this);
        if (running != null) {
            running.cancel(true);
        }
        if (connected != null) {
            connected.discardEndpoint();
        }
    }

    /** In our own words: a library's message may hold addresses. */
    private static UpstreamException describe(Exception cause) {
        if (cause instanceof ConnectTimeoutException) {
            return new UpstreamException(Kind.TIMEOUT, "the connection took too long");
        }
        if (cause instanceof GuardedResolver.NoPublicAddress) {
            return new UpstreamException(Kind.CONNECT, "the host has no public address");
        }
        if (cause instanceof UnknownHostException) {
            return new UpstreamException(Kind.CONNECT, "the host name is unknown");
        }
        if (cause instanceof ConnectException) {
            return new UpstreamException(Kind.CONNECT, "the connection was refused");
        }
        if (cause instanceof javax.net.ssl.SSLException) {
            return new UpstreamException(Kind.CONNECT, "the TLS handshake failed");
        }
        return new UpstreamException(Kind.BROKEN, "the connection broke");
    }
}
