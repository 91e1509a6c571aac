package org.messagesgateway.dispatch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.Loss;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;

/**
 * One request on its way through the targets of its route: the next one is tried while the client has seen nothing and
 * the failure is not the request's own. Runs exclusively, in the sense of its reply.
 */
final class Exchange implements Attempt.Outcome {

    private static final Logger LOG = System.getLogger(Exchange.class.getName());

    private final Inbound inbound;
    private final Iterator<Target> targets;
    private final Reply reply;
    private final Adapters adapters;
    private final Upstreams upstreams;
    private final UrlFetches fetches;
    private final ClientConfig client;
    private final Scheduler scheduler;
    private @Nullable Attempt attempt;

    Exchange(
            Inbound inbound,
            Route route,
            Reply reply,
            Adapters adapters,
            Upstreams upstreams,
            UrlFetcher fetcher,
            ClientConfig client,
            Scheduler scheduler) {
        this.inbound = inbound;
        this.targets = route.targets().iterator();
        this.reply = reply;
        this.adapters = adapters;
        this.upstreams = upstreams;
        this.fetches = new UrlFetches(fetcher, reply);
        this.client = client;
        this.scheduler = scheduler;
    }

    void start() {
        reply.whenAbandoned(() -> {
            fetches.cancel();
            if (attempt != null) {
                attempt.abandon();
            }
        });
        next();
    }

    private void next() {
        var target = targets.next();
        var adapter = adapters.forTarget(target);
        orFail(
                target,
                () -> fetches.complete(
                        inbound,
                        source -> adapter.needsContent(source, target),
                        whole -> orFail(target, () -> attempt(adapter.translate(whole.get(), target), target)),
                        refusal -> fail(refusal.error(), target)));
    }

    private void attempt(Translation translation, Target target) {
        report(translation.dropped(), target);
        var streamed = inbound.envelope().stream();
        attempt = new Attempt(reply, target, translation, streamed, client, scheduler, this);
        attempt.start(upstreams);
    }

    /** Content that was fetched comes on a thread where nobody else would catch anything. */
    private void orFail(Target target, Runnable step) {
        try {
            step.run();
        } catch (ApiException e) {
            fail(e.error(), target);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "[" + reply.requestId() + "] the request could not be translated", e);
            fail(new ApiError(ErrorType.API_ERROR, "Internal server error"), target);
        }
    }

    private void fail(ApiError error, Target target) {
        reply.fail(error, AnswerHeaders.of(Headers.NONE, target, List.of()));
    }

    private void report(List<String> dropped, Target target) {
        if (client.strictTranslation()) {
            Loss.refuse(dropped);
        }
        if (!dropped.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "[{0}] {1}/{2}: cannot carry {3}",
                    reply.requestId(),
                    target.provider(),
                    AnswerHeaders.printable(target.model()),
                    AnswerHeaders.printable(String.join(", ", dropped)));
        }
    }

    @Override
    public void answered(Headers headers, byte[] message) {
        reply.message(headers, message);
    }

    @Override
    public void failed(ApiError error, Headers headers) {
        if (targets.hasNext() && anotherMayDo(error.status())) {
            next();
        } else {
            reply.fail(error, headers);
        }
    }

    /** A refused key, a limit, a failure of the upstream: all but what is wrong with the request itself. */
    private static boolean anotherMayDo(int status) {
        return switch (status) {
            case 401, 402, 403, 429 -> true;
            default -> status >= 500 && status != 504;
        };
    }
}
