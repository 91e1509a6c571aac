package org.messagesgateway.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.UpstreamException.Kind;

/**
 * {@link UpstreamClient} on Apache HttpClient 5: one client and connection pool for all upstreams that are reached in
 * the same way. Thread-safe.
 */
public final class ApacheUpstreamClient implements UpstreamClient {

    private final Map<Transport, CloseableHttpAsyncClient> clients = new ConcurrentHashMap<>();
    private final Set<ApacheCall> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    @Override
    public UpstreamCall send(UpstreamRequest request, Network network, UpstreamListener listener) {
        var call = new ApacheCall(listener, running::remove);
        running.add(call);
        if (closed) {
            call.failed(stopping());
            return call;
        }
        try {
            var client = clients.computeIfAbsent(Transport.of(network), Transport::start);
            var context = HttpClientContext.create();
            context.setAttribute(Transport.CALL, call);
            call.started(client.execute(producer(request), call, context, ignored()));
        } catch (RuntimeException e) {
            call.failed(new UpstreamException(Kind.CONNECT, "the call could not be started"));
        }
        return call;
    }

    private static AsyncRequestProducer producer(UpstreamRequest request) {
        var builder = AsyncRequestBuilder.create(request.method()).setUri(request.uri());
        request.headers().forEach(builder::addHeader);
        if (request.body().length > 0) {
            builder.setEntity(AsyncEntityProducers.create(request.body(), null));
        }
        return builder.build();
    }

    /** The consumer hears of everything itself. */
    private static FutureCallback<Void> ignored() {
        return new FutureCallback<>() {
            @Override
            public void completed(Void result) {}

            @Override
            public void failed(Exception failure) {}

            @Override
            public void cancelled() {}
        };
    }

    @Override
    public boolean isRunning() {
        return !closed && clients.values().stream().allMatch(client -> client.getStatus() == IOReactorStatus.ACTIVE);
    }

    /** A client that is closed tells its calls nothing: they hear it from here. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(running).forEach(call -> call.failed(stopping()));
        clients.values().forEach(client -> client.close(CloseMode.IMMEDIATE));
        clients.clear();
    }

    private static UpstreamException stopping() {
        return new UpstreamException(Kind.BROKEN, "the gateway is stopping");
    }
}
