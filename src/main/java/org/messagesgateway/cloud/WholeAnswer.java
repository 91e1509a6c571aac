package org.messagesgateway.cloud;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamCall;
import org.messagesgateway.http.UpstreamClient;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.http.UpstreamException.Kind;
import org.messagesgateway.http.UpstreamListener;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;

/** A short answer, collected; a failure if it is long or late. Thread-safe. */
final class WholeAnswer implements UpstreamListener {

    private static final int LONGEST = 256 * 1024;

    private final Consumer<UpstreamResponse> then;
    private final Consumer<Throwable> failed;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Headers headers = Headers.NONE;
    private int status;
    private @Nullable UpstreamCall call;
    private Runnable cancelTimer = () -> {};
    private boolean over;

    WholeAnswer(Consumer<UpstreamResponse> then, Consumer<Throwable> failed) {
        this.then = then;
        this.failed = failed;
    }

    void ask(UpstreamClient client, UpstreamRequest request, Network network, Timer timer) {
        synchronized (this) {
            cancelTimer = timer.after(
                    RenewedToken.PATIENCE, () -> failed(new UpstreamException(Kind.TIMEOUT, "no answer in time")));
        }
        var started = client.send(request, network, this);
        synchronized (this) {
            call = started;
            if (!over) {
                return;
            }
        }
        started.cancel();
    }

    @Override
    public synchronized void head(int status, Headers headers) {
        this.status = status;
        this.headers = headers;
    }

    @Override
    public boolean data(ByteBuffer bytes) {
        if (body.size() + bytes.remaining() > LONGEST) {
            failed(new UpstreamException(Kind.TOO_LARGE, "the answer is too large"));
            return false;
        }
        var chunk = new byte[bytes.remaining()];
        bytes.get(chunk);
        body.writeBytes(chunk);
        return true;
    }

    @Override
    public void end() {
        if (finish()) {
            then.accept(new UpstreamResponse(status, headers, body.toByteArray()));
        }
    }

    @Override
    public void failed(UpstreamException failure) {
        if (finish()) {
            UpstreamCall ended;
            synchronized (this) {
                ended = call;
            }
            if (ended != null) {
                ended.cancel();
            }
            failed.accept(failure);
        }
    }

    /** Whether it was not over yet. */
    private synchronized boolean finish() {
        var first = !over;
        over = true;
        cancelTimer.run();
        return first;
    }
}
