package org.messagesgateway.dispatch;

import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamCall;
import org.messagesgateway.http.UpstreamClient;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.http.UpstreamException.Kind;
import org.messagesgateway.http.UpstreamListener;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.provider.RetryDelay;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;

/**
 * One call to one target: collects a whole answer, or hands a streamed one to a {@link StreamRelay}; ends by itself when
 * the upstream is silent for too long. Everything runs exclusively, in the sense of the exchange's reply.
 */
final class Attempt implements UpstreamListener {

    /** How the exchange hears of the outcome. */
    interface Outcome {

        void answered(Headers headers, byte[] message);

        /** The client has seen nothing of it yet. */
        void failed(ApiError error, Headers headers);
    }

    private static final Logger LOG = System.getLogger(Attempt.class.getName());
    private static final String RETRY_AFTER = "retry-after";

    private final Reply reply;
    private final Target target;
    private final Translation translation;
    private final boolean streamed;
    private final ClientConfig client;
    private final Scheduler scheduler;
    private final Outcome outcome;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private SilenceWatch patience;
    private @Nullable UpstreamCall call;
    private @Nullable StreamRelay relay;
    private int status;
    private Headers upstreamHeaders = Headers.NONE;
    private boolean wantsMore = true;
    private boolean over;

    Attempt(
            Reply reply,
            Target target,
            Translation translation,
            boolean streamed,
            ClientConfig client,
            Scheduler scheduler,
            Outcome outcome) {
        this.reply = reply;
        this.target = target;
        this.translation = translation;
        this.streamed = streamed;
        this.client = client;
        this.scheduler = scheduler;
        this.outcome = outcome;
        this.patience = watch(target.network().requestTimeout());
    }

    void start(UpstreamClient upstream) {
        patience.start();
        call = upstream.send(translation.request(), target.network(), this);
        if (over) {
            call.cancel();
        }
        reply.whenWritable(call::resume);
    }

    /** Nobody waits for it any more. */
    void abandon() {
        finish();
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public void head(int status, Headers headers) {
        exclusively(() -> {
            this.status = status;
            upstreamHeaders = headers;
            if (streamed && status < 300 && isEventStream(headers)) {
                patience.stop();
                patience = watch(target.network().streamIdleTimeout()).start();
                relay = new StreamRelay(reply, headers(), translation, client, scheduler, this::failEarly);
            }
        });
    }

    @Override
    public boolean data(ByteBuffer bytes) {
        exclusively(() -> {
            if (relay == null) {
                collect(bytes);
                return;
            }
            patience.touch();
            relay.bytes(bytes);
            wantsMore = relay.isEnded() || reply.isWritable();
        });
        bytes.position(bytes.limit());
        return wantsMore;
    }

    @Override
    public void end() {
        exclusively(() -> {
            if (relay != null) {
                relay.end();
                finish();
            } else {
                finish();
                whole(new UpstreamResponse(status, upstreamHeaders, body.toByteArray()));
            }
        });
    }

    @Override
    public void failed(UpstreamException failure) {
        exclusively(() -> fail(failure));
    }

    private void collect(ByteBuffer bytes) throws UpstreamException {
        if (body.size() + bytes.remaining() > Json.MAX_LENGTH) {
            throw new UpstreamException(Kind.TOO_LARGE, "the answer is too large");
        }
        var chunk = new byte[bytes.remaining()];
        bytes.get(chunk);
        body.writeBytes(chunk);
    }

    private void whole(UpstreamResponse response) {
        if (!response.isSuccess()) {
            outcome.failed(translation.error(response), headers(response));
        } else if (streamed) {
            outcome.failed(error(502, ErrorType.API_ERROR, "answered without a stream"), headers());
        } else {
            outcome.answered(headers(), translation.answer(response));
        }
    }

    private void fail(UpstreamException failure) {
        var error =
                switch (failure.kind()) {
                    case TIMEOUT -> error(504, ErrorType.TIMEOUT_ERROR, failure.getMessage());
                    case CONNECT, BROKEN, TOO_LARGE -> error(502, ErrorType.API_ERROR, failure.getMessage());
                };
        fail(error);
    }

    private void fail(ApiError error) {
        LOG.log(Level.WARNING, "[{0}] {1}: {2}", reply.requestId(), target.provider(), error.message());
        var running = relay;
        abandon();
        if (running != null) {
            running.fail(error);
        } else {
            outcome.failed(error, headers());
        }
    }

    private void failEarly(ApiError error) {
        abandon();
        outcome.failed(error, headers());
    }

    private void finish() {
        over = true;
        patience.stop();
    }

    private SilenceWatch watch(Duration limit) {
        return new SilenceWatch(
                reply,
                scheduler,
                limit,
                () -> fail(new UpstreamException(Kind.TIMEOUT, "no answer within " + limit.toSeconds() + " s")));
    }

    private ApiError error(int status, ErrorType type, @Nullable String what) {
        return new ApiError(status, type, "upstream " + target.provider() + ": " + what);
    }

    private Headers headers() {
        return AnswerHeaders.of(upstreamHeaders, target, translation.dropped());
    }

    private Headers headers(UpstreamResponse refusal) {
        var headers = headers();
        return headers.first(RETRY_AFTER).isPresent()
                ? headers
                : RetryDelay.seconds(refusal)
                        .map(seconds -> headers.with(RETRY_AFTER, seconds))
                        .orElse(headers);
    }

    private static boolean isEventStream(Headers headers) {
        return headers.first("content-type").orElse("").startsWith("text/event-stream");
    }

    /** What an upstream or an adapter can do wrong, in one place. */
    private interface Step {
        void run() throws UpstreamException;
    }

    private void exclusively(Step step) {
        reply.exclusively(() -> {
            if (over) {
                return;
            }
            try {
                step.run();
            } catch (UpstreamException e) {
                fail(e);
            } catch (ApiException e) {
                fail(e.error());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "[" + reply.requestId() + "] the answer could not be translated", e);
                fail(error(500, ErrorType.API_ERROR, "the answer could not be translated"));
            }
        });
    }
}
