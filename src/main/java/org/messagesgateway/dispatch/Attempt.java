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
final class Attempt implements UpstreamListener, StreamRelay.Ending {

    /** How the exchange hears of the outcome. */
    interface Outcome {

        void answered(Headers headers, byte[] message);

        /** The client has seen nothing of it yet. */
        void failed(ApiError error, Headers headers);
    }

    private static final Logger LOG = System.getLogger(Attempt.class.getName());

    private final Reply reply;
    private final Target target;
    private final Translation translation;
    private final Scheduler scheduler;
    private final Outcome outcome;
    private final @Nullable StreamRelay relay;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final long begun;
    private SilenceWatch patience;
    /** Comments keep a stream alive, but not for ever. */
    private final SilenceWatch progress;

    private @Nullable UpstreamCall call;
    private int status;
    private Headers upstreamHeaders = Headers.NONE;
    private boolean flowing;
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
        this.scheduler = scheduler;
        this.outcome = outcome;
        this.begun = scheduler.nanos();
        this.relay = streamed ? new StreamRelay(reply, this::headers, translation, client, scheduler, this) : null;
        this.patience = watch(target.network().requestTimeout());
        this.progress = watch(target.network().requestTimeout());
    }

    void start(Upstreams upstreams) {
        patience.start();
        var started = upstreams.send(translation.request(), target, this);
        if (over) {
            started.cancel();
        } else {
            call = started;
            reply.whenWritable(started::resume);
        }
    }

    /** Nobody waits for it any more. */
    void abandon() {
        if (relay != null) {
            relay.stop();
        }
        cancel();
    }

    private void cancel() {
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
            if (relay != null && status < 300 && relay.takes(headers)) {
                flowing = true;
                relay.start();
                patience.stop();
                patience = watch(target.network().streamIdleTimeout()).start();
                progress.start();
            }
        });
    }

    @Override
    public boolean data(ByteBuffer bytes) {
        exclusively(() -> {
            if (relay == null || !flowing) {
                collect(bytes);
                return;
            }
            // What comes after the end does not keep the call alive.
            if (!relay.isEnded()) {
                patience.touch();
            }
            if (relay.bytes(bytes)) {
                progress.touch();
            }
            wantsMore = relay.isEnded() || reply.isWritable();
        });
        bytes.position(bytes.limit());
        return wantsMore;
    }

    @Override
    public void end() {
        exclusively(() -> {
            if (relay != null && flowing) {
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
            upstreamHeaders = RetryDelay.headers(response);
            refuse(translation.error(response));
            return;
        }
        var message = translation.answer(response);
        if (relay == null) {
            log(Level.INFO, "answered");
            outcome.answered(headers(), message);
        } else {
            refuse(error(502, ErrorType.API_ERROR, "answered without a stream"));
        }
    }

    private void fail(UpstreamException failure) {
        var error =
                switch (failure.kind()) {
                    case TIMEOUT -> error(504, ErrorType.TIMEOUT_ERROR, failure.getMessage());
                    case CREDENTIALS, CONNECT, BROKEN, TOO_LARGE ->
                        error(502, ErrorType.API_ERROR, failure.getMessage());
                };
        fail(error);
    }

    private void fail(ApiError error) {
        if (relay != null && relay.isEnded()) {
            abandon(); // The client has had its answer.
            return;
        }
        cancel();
        refuse(error);
    }

    private void refuse(ApiError error) {
        if (relay != null) {
            relay.fail(error);
        } else {
            refused(error);
        }
    }

    @Override
    public void whole() {
        log(Level.INFO, "streamed");
    }

    @Override
    public void broken(ApiError error) {
        log(error);
        cancel();
    }

    @Override
    public void refused(ApiError error) {
        log(error);
        abandon();
        outcome.failed(error, headers());
    }

    private void log(ApiError error) {
        log(Level.WARNING, error.status() + " " + error.type().wireName() + ": " + error.message());
    }

    /** One line for each call to an upstream: who was asked for what, what came of it, how long it took. */
    private void log(Level level, String result) {
        if (LOG.isLoggable(level)) {
            long millis = (scheduler.nanos() - begun) / 1_000_000;
            LOG.log(
                    level,
                    "[" + reply.requestId() + "] " + target.provider() + "/" + AnswerHeaders.printable(target.model())
                            + ": " + AnswerHeaders.printable(result) + " in " + millis + " ms");
        }
    }

    private void finish() {
        over = true;
        patience.stop();
        progress.stop();
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
