package org.messagesgateway.dispatch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamClient;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Inbound;

/** Answers requests. Thread-safe. */
public final class Dispatcher {

    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final Router router;
    private final Adapters adapters;
    private final UpstreamClient upstream;
    private final UrlFetcher fetcher;
    private final ClientConfig client;
    private final Scheduler scheduler;

    public Dispatcher(
            Router router,
            Adapters adapters,
            UpstreamClient upstream,
            UrlFetcher fetcher,
            ClientConfig client,
            Scheduler scheduler) {
        this.router = router;
        this.adapters = adapters;
        this.upstream = upstream;
        this.fetcher = fetcher;
        this.client = client;
        this.scheduler = scheduler;
    }

    /** Returns at once; the answer comes through {@code reply}. */
    public void dispatch(Inbound inbound, Caller caller, Reply reply) {
        dispatch(reply, () -> router.route(inbound.envelope().model(), caller), inbound);
    }

    /** The same, with as much patience for the upstream as {@code timeout} says, whatever its own settings are. */
    public void dispatch(Inbound inbound, Caller caller, Reply reply, Duration timeout) {
        dispatch(reply, () -> router.route(inbound.envelope().model(), caller).within(timeout), inbound);
    }

    private void dispatch(Reply reply, Supplier<Route> found, Inbound inbound) {
        reply.exclusively(() -> {
            try {
                var route = found.get();
                new Exchange(inbound, route, reply, adapters, upstream, fetcher, client, scheduler).start();
            } catch (ApiException e) {
                reply.fail(e.error(), Headers.NONE);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "[" + reply.requestId() + "] the request could not be dispatched", e);
                reply.fail(new ApiError(ErrorType.API_ERROR, "Internal server error"), Headers.NONE);
            }
        });
    }
}
