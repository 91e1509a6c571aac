package org.messagesgateway.dispatch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.messages.MessagesRequestReader;
import org.messagesgateway.provider.Counting;
import org.messagesgateway.provider.Credential;
import org.messagesgateway.provider.Target;
import org.messagesgateway.tokens.TokenEstimate;

/**
 * One request for the tokens of a prompt: each target is asked for its own count, as long as one fails by no fault of the
 * caller's; then, or where the upstream has no such call, the answer is an estimate that says it is one. Runs
 * exclusively, in the sense of its reply.
 */
final class TokenCount implements Attempt.Outcome {

    private static final Logger LOG = System.getLogger(TokenCount.class.getName());

    /** An estimate now is worth more than a count later. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Inbound inbound;
    private final Iterator<Target> targets;
    private final Reply reply;
    private final Adapters adapters;
    private final Upstreams upstreams;
    private final ClientConfig client;
    private final Scheduler scheduler;
    private Target target;
    private @Nullable Attempt attempt;

    TokenCount(
            Inbound inbound,
            Route route,
            Reply reply,
            Adapters adapters,
            Upstreams upstreams,
            ClientConfig client,
            Scheduler scheduler) {
        this.inbound = inbound;
        this.targets = route.targets().iterator();
        this.reply = reply;
        this.adapters = adapters;
        this.upstreams = upstreams;
        this.client = client;
        this.scheduler = scheduler;
        this.target = targets.next();
    }

    void start() {
        reply.whenAbandoned(() -> {
            if (attempt != null) {
                attempt.abandon();
            }
        });
        ask();
    }

    private void ask() {
        orRefuse(() -> counting().ifPresentOrElse(this::ask, this::estimate));
    }

    private void orRefuse(Runnable step) {
        try {
            step.run();
        } catch (ApiException e) {
            refuse(e.error());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "[" + reply.requestId() + "] the tokens could not be counted", e);
            refuse(new ApiError(ErrorType.API_ERROR, "Internal server error"));
        }
    }

    private void refuse(ApiError error) {
        reply.fail(error, AnswerHeaders.of(Headers.NONE, target, List.of()));
    }

    private Optional<Counting> counting() {
        return target.profile().countTokens() ? adapters.forTarget(target).count(inbound, target) : Optional.empty();
    }

    private void ask(Counting counting) {
        var shortest = target.network().requestTimeout().compareTo(PATIENCE) < 0;
        var patient = shortest ? target : target.within(PATIENCE);
        attempt = new Attempt(reply, patient, counting, false, client, scheduler, this);
        attempt.start(upstreams);
    }

    @Override
    public void answered(Headers headers, byte[] message) {
        reply.message(headers, message);
    }

    @Override
    public void failed(ApiError error, Headers headers) {
        if (isCallers(error)) {
            reply.fail(error, headers);
        } else if (targets.hasNext()) {
            target = targets.next();
            ask();
        } else {
            orRefuse(this::estimate);
        }
    }

    /** What is wrong with the request itself, or with a key that is the caller's own. */
    private boolean isCallers(ApiError error) {
        return switch (error.status()) {
            case 400, 413 -> true;
            case 401, 403 -> target.credential() instanceof Credential.CallerKey;
            default -> false;
        };
    }

    /** Its work is bounded, as it may be done by a thread of the upstream client's. */
    private void estimate() {
        var tokens = TokenEstimate.close(MessagesRequestReader.readPrompt(inbound), target.model());
        var headers = AnswerHeaders.of(Headers.NONE, target, List.of());
        reply.message(headers.with("x-gateway-estimated", "input_tokens"), Counting.json(tokens));
    }
}
