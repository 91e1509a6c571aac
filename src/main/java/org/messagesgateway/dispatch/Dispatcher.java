package org.messagesgateway.dispatch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Inbound;

/** Answers requests. Thread-safe. */
public final class Dispatcher {

    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final Router router;
    private final Adapters adapters;
    private final Upstreams upstreams;
    private final UrlFetcher fetcher;
    private final ClientConfig client;
    private final Scheduler scheduler;

    public Dispatcher(
            Router router,
            Adapters adapters,
            Upstreams upstreams,
            UrlFetcher fetcher,
            ClientConfig client,
            Scheduler scheduler) {
        this.router = router;
        this.adapters = adapters;
        this.upstreams = upstreams;
        this.fetcher = fetcher;
        this.client = client;
        this.scheduler = scheduler;
    }

    /** Returns at once; the answer comes through {@code reply}. */
    public void dispatch(Inbound inbound, Caller caller, Reply reply) {
        dispatch(reply, () -> exchange(inbound, router.route(inbound.envelope().model(), caller), reply));
    }

    /** The same, with as much patience for the upstream as {@code timeout} says, whatever its own settings are. */
    public void dispatch(Inbound inbound, Caller caller, Reply reply, Duration timeout) {
        dispatch(
                reply,
                () -> exchange(
                        inbound,
                        router.route(inbound.envelope().model(), caller).within(timeout),
                        reply));
    }

    /** Answers with the tokens of the prompt only; the message's other members may be absent. */
    public void count(Inbound inbound, Caller caller, Reply reply) {
        dispatch(reply, () -> {
            var route = router.route(inbound.envelope().model(), caller);
            new TokenCount(inbound, route, reply, adapters, upstreams, client, scheduler).start();
        });
    }

    private void exchange(Inbound inbound, Route route, Reply reply) {
        new Exchange(inbound, route, reply, adapters, upstreams, fetcher, client, scheduler).start();
    }

    private static void dispatch(Reply reply, Runnable exchange) {
        reply.exclusively(() -> {
            try {
                exchange.run();
            } catch (ApiException e) {
                reply.fail(e.error(), Headers.NONE);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "[" + reply.requestId() + "] the request could not be dispatched", e);
                reply.fail(new ApiError(ErrorType.API_ERROR, "Internal server error"), Headers.NONE);
            }
        });
    }
}
