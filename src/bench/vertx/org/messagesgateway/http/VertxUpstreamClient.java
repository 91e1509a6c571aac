package org.messagesgateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.UpstreamException.Kind;

/**
 * {@link UpstreamClient} on Vert.x, to be measured beside the one that is used: each event loop has a connection pool of
 * its own, so that a call stays on one thread. Thread-safe.
 */
public final class VertxUpstreamClient implements UpstreamClient {

    private static final int LOOPS = Runtime.getRuntime().availableProcessors();

    private static final VertxOptions OPTIONS = new VertxOptions()
            .setEventLoopPoolSize(LOOPS)
            .setFileSystemOptions(
                    new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false))
            .setBlockedThreadCheckInterval(1)
            .setBlockedThreadCheckIntervalUnit(TimeUnit.HOURS);

    private final Vertx vertx = apart(() -> Vertx.vertx(OPTIONS));
    private final List<ContextInternal> loops = new ArrayList<>();
    private final Map<VertxTransport, VertxTransport.Clients> clients = new ConcurrentHashMap<>();
    private final Set<VertxCall> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean closed;

    public VertxUpstreamClient() {
        for (int i = 0; i < LOOPS; i++) {
            loops.add(((VertxInternal) vertx).createEventLoopContext());
        }
    }

    @Override
    public UpstreamCall send(UpstreamRequest request, Network network, UpstreamListener listener) {
        int loop = Math.floorMod(next.getAndIncrement(), LOOPS);
        var call = new VertxCall(loops.get(loop), listener, running::remove);
        running.add(call);
        if (closed) {
            call.failed(stopping());
            return call;
        }
        try {
            var transport =
                    clients.computeIfAbsent(VertxTransport.of(network), key -> apart(() -> key.start(vertx, LOOPS)));
            call.start(transport.on(loop), request);
        } catch (RuntimeException e) {
            call.failed(new UpstreamException(Kind.CONNECT, "the call could not be started"));
        }
        return call;
    }

    @Override
    public boolean isRunning() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(running).forEach(call -> call.failed(stopping()));
        apart(() -> {
            // Each by itself too: what Vert.x keeps to clean them up would keep the class loader.
            clients.values().forEach(VertxTransport.Clients::close);
            return vertx.close().toCompletionStage().toCompletableFuture().join();
        });
    }

    /** On a thread of its own, for Netty leaves its thread locals behind. */
    private static <T> T apart(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task, "gateway-vertx").start())
                .join();
    }

    private static UpstreamException stopping() {
        return new UpstreamException(Kind.BROKEN, "the gateway is stopping");
    }
}
