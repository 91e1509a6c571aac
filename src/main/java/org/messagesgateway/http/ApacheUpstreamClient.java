package org.messagesgateway.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.FetchConfig;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.UpstreamException.Kind;

/**
 * {@link UpstreamClient} on Apache HttpClient 5: one client and connection pool for all upstreams that are reached in
 * the same way. Thread-safe.
 */
public final class ApacheUpstreamClient implements UpstreamClient {

    private static final int LOOKUPS = 4;
    private static final int MAX_WAITING = 1000;

    private final Map<Transport, CloseableHttpAsyncClient> clients = new ConcurrentHashMap<>();
    private final Set<ApacheCall> running = ConcurrentHashMap.newKeySet();
    private final @Nullable DnsResolver resolver;
    private final Executor starter;
    private volatile boolean closed;

    public ApacheUpstreamClient() {
        this(null, Runnable::run);
    }

    private ApacheUpstreamClient(@Nullable DnsResolver resolver, Executor starter) {
        this.resolver = resolver;
        this.starter = starter;
    }

    /**
     * For URLs that callers choose: internal addresses are not connected to. Names are looked up on threads apart, as a
     * look-up blocks, and whoever chooses the name may choose how long.
     */
    public static ApacheUpstreamClient guarded(FetchConfig config) {
        var lookups = new ThreadPoolExecutor(
                LOOKUPS,
                LOOKUPS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING),
                new DefaultThreadFactory("gateway-fetch", true));
        lookups.allowCoreThreadTimeOut(true);
        return new ApacheUpstreamClient(new GuardedResolver(config, SystemDefaultDnsResolver.INSTANCE), lookups);
    }

    @Override
    public UpstreamCall send(UpstreamRequest request, Network network, UpstreamListener listener) {
        var call = new ApacheCall(listener, running::remove);
        running.add(call);
        if (closed) {
            call.failed(stopping());
            return call;
        }
        try {
            starter.execute(() -> start(call, request, network));
        } catch (RejectedExecutionException e) {
            call.failed(unstarted());
        }
        return call;
    }

    private void start(ApacheCall call, UpstreamRequest request, Network network) {
        if (closed) {
            return; // The call has heard of it.
        }
        try {
            var client = clients.computeIfAbsent(Transport.of(network, resolver), Transport::start);
            var context = HttpClientContext.create();
            context.setAttribute(Transport.CALL, call);
            call.started(client.execute(producer(request), call, context, ignored()));
        } catch (RuntimeException e) {
            call.failed(unstarted());
        }
    }

    private static UpstreamException unstarted() {
        return new UpstreamException(Kind.CONNECT, "the call could not be started");
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
        if (starter instanceof ExecutorService lookups) {
            lookups.shutdownNow();
        }
    }

    private static UpstreamException stopping() {
        return new UpstreamException(Kind.BROKEN, "the gateway is stopping");
    }
}
