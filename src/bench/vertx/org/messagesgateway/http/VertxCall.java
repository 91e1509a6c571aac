package org.messagesgateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.buffer.BufferInternal;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.http.UpstreamException.Kind;

/** One call. All that becomes of it is heard on one event loop; what others ask of it is done there. Thread-safe. */
final class VertxCall implements UpstreamCall {

    private final Context loop;
    private final UpstreamListener listener;
    private final Consumer<VertxCall> whenOver;
    private final AtomicBoolean over = new AtomicBoolean();

    // Of the event loop alone.
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;

    VertxCall(Context loop, UpstreamListener listener, Consumer<VertxCall> whenOver) {
        this.loop = loop;
        this.listener = listener;
        this.whenOver = whenOver;
    }

    void start(HttpClient client, UpstreamRequest request) {
        var uri = request.uri();
        var ssl = "https".equals(uri.getScheme());
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setHost(uri.getHost())
                .setPort(uri.getPort() >= 0 ? uri.getPort() : ssl ? 443 : 80)
                .setSsl(ssl)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        request.headers().forEach(options::addHeader);
        if (request.headers().first("user-agent").isEmpty()) {
            options.addHeader("user-agent", "messages-gateway");
        }
        loop.runOnContext(
                now -> client.request(options).onComplete(sent -> connected(sent, request.body()), this::failed));
    }

    private void connected(HttpClientRequest sent, byte[] body) {
        request = sent;
        if (over.get()) {
            sent.reset();
            return;
        }
        var answer = body.length == 0 ? sent.send() : sent.send(BufferInternal.buffer(Unpooled.wrappedBuffer(body)));
        answer.onComplete(this::head, this::failed);
    }

    private void head(HttpClientResponse head) {
        if (over.get()) {
            return;
        }
        response = head;
        head.exceptionHandler(this::failed);
        head.handler(this::data);
        head.endHandler(this::end);
        var headers = Headers.builder();
        for (var header : head.headers()) {
            headers.add(header.getKey(), header.getValue());
        }
        listener.head(head.statusCode(), headers.build());
    }

    private void data(Buffer bytes) {
        if (over.get()) {
            return;
        }
        // A resume that comes before this is true is done after it: it waits for the event loop.
        if (!listener.data(((BufferInternal) bytes).getByteBuf().nioBuffer()) && response != null) {
            response.pause();
        }
    }

    private void end(Void nothing) {
        if (over.compareAndSet(false, true)) {
            whenOver.accept(this);
            listener.end();
        }
    }

    void failed(Throwable cause) {
        if (over.compareAndSet(false, true)) {
            whenOver.accept(this);
            listener.failed(cause instanceof UpstreamException failure ? failure : describe(cause));
        }
    }

    @Override
    public void resume() {
        loop.runOnContext(now -> {
            if (response != null) {
                response.resume();
            }
        });
    }

    @Override
    public void cancel() {
        if (over.compareAndSet(false, true)) {
            whenOver.accept(this);
            loop.runOnContext(now -> {
                if (request != null) {
                    request.reset();
                }
            });
        }
    }

    private static UpstreamException describe(Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            return new UpstreamException(Kind.TIMEOUT, "the connection took too long");
        }
        if (cause instanceof UnknownHostException) {
            return new UpstreamException(Kind.CONNECT, "the host name is unknown");
        }
        if (cause instanceof ConnectException) {
            return new UpstreamException(Kind.CONNECT, "the connection was refused");
        }
        if (cause instanceof SSLException) {
            return new UpstreamException(Kind.CONNECT, "the TLS handshake failed");
        }
        return new UpstreamException(Kind.BROKEN, "the connection broke");
    }
}
