package org.messagesgateway.dispatch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.EventWriter;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamEvent.Forwarded;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.Translation;

/**
 * Brings one streamed answer to the reply. It holds the opening events back until there is content, so that an early
 * failure is still a status; then every event goes out at once, and a {@code ping} when the upstream is silent. Confined
 * to one stream; not thread-safe.
 *
 * <pre>
 * HOLDING --content, or openAfter--> OPEN --message_stop--> ENDED
 *    |                                 |
 *    +-- failure: a status            +-- failure: an error event --> ENDED
 * </pre>
 */
final class StreamRelay implements EventSink {

    /** Hears how the stream ended, once. */
    interface Ending {

        /** With everything that belongs to it. */
        void whole();

        /** With an error that the client has been told as an event. */
        void broken(ApiError error);

        /** With an error, before the client has seen anything: somebody else may still answer. */
        void refused(ApiError error);
    }

    private enum State {
        HOLDING,
        OPEN,
        ENDED
    }

    /** Opening events are small; an upstream that goes on and on with them is let through. */
    private static final int MAX_HELD_BYTES = 64 * 1024;

    private final Reply reply;
    private final Supplier<Headers> headers;
    private final Ending ending;
    private final StreamTranslator translator;
    private final SilenceWatch heartbeat;
    private final SilenceWatch opening;
    private final List<byte[]> held = new ArrayList<>();
    private int heldBytes;
    private int frames;
    private int comments;
    private boolean pinged;
    private State state = State.HOLDING;

    /**
     * @param headers of the answer, as far as they are known when it begins
     */
    StreamRelay(
            Reply reply,
            Supplier<Headers> headers,
            Translation translation,
            ClientConfig client,
            Scheduler scheduler,
            Ending ending) {
        this.reply = reply;
        this.headers = headers;
        this.ending = ending;
        this.translator = translation.stream(this);
        this.heartbeat = new SilenceWatch(reply, scheduler, client.heartbeat(), this::silence);
        this.opening = new SilenceWatch(reply, scheduler, client.openAfter(), this::openAnyway);
    }

    /** The upstream has accepted: only from here on may the client be told so. */
    void start() {
        opening.start();
    }

    /** Whether an answer with these headers is the stream that is waited for. */
    boolean takes(Headers headers) {
        var type = headers.first("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith(translator.decoder().mediaType());
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    /** Whether there was more in them than comments. */
    boolean bytes(ByteBuffer bytes) throws UpstreamException {
        frames = 0;
        comments = 0;
        translator.decoder().decode(bytes, frame -> {
            frames++;
            comments += frame.isComment() ? 1 : 0;
            if (state != State.ENDED) {
                translator.on(frame);
            }
        });
        return frames == 0 || frames > comments;
    }

    void end() {
        if (state != State.ENDED) {
            translator.end();
        }
    }

    @Override
    public void accept(StreamEvent event) {
        if (state == State.ENDED) {
            return;
        }
        event.failure().ifPresentOrElse(this::fail, () -> relay(event));
    }

    private void relay(StreamEvent event) {
        var bytes = EventWriter.sse(event, reply.requestId());
        if (state == State.HOLDING && isPreamble(event) && heldBytes < MAX_HELD_BYTES) {
            held.add(bytes);
            heldBytes += bytes.length;
            return;
        }
        open();
        write(bytes);
        if (event instanceof StreamEvent.BlockStart && !pinged) {
            pinged = true;
            ping();
        }
        if (isStop(event)) {
            stop();
            reply.close();
            ending.whole();
        }
    }

    private void open() {
        if (state != State.HOLDING) {
            return;
        }
        state = State.OPEN;
        opening.stop();
        reply.open(headers.get());
        held.forEach(this::write);
        held.clear();
        heartbeat.start();
    }

    /** The client must not wait longer for a sign of life; from here on a failure is no status any more. */
    private void openAnyway() {
        open();
        ping();
    }

    private void silence() {
        translator.silence();
        if (state == State.OPEN) {
            ping();
        }
    }

    private void write(byte[] event) {
        heartbeat.touch();
        reply.write(event);
    }

    /** Not to a client that is slow to read: it has enough to read already. */
    private void ping() {
        if (reply.isWritable()) {
            write(EventWriter.sse(new StreamEvent.Ping(), reply.requestId()));
        }
    }

    void fail(ApiError error) {
        if (state == State.ENDED) {
            return;
        }
        var early = state == State.HOLDING;
        stop();
        if (early) {
            ending.refused(error);
        } else {
            reply.fail(error, headers.get());
            ending.broken(error);
        }
    }

    /** Nothing goes out any more; timers end. Harmless when repeated. */
    void stop() {
        state = State.ENDED;
        heartbeat.stop();
        opening.stop();
    }

    private static boolean isPreamble(StreamEvent event) {
        return event instanceof StreamEvent.MessageStart
                || event instanceof StreamEvent.Ping
                || event instanceof Forwarded forwarded && forwarded.kind() == Forwarded.Kind.PREAMBLE;
    }

    private static boolean isStop(StreamEvent event) {
        return event instanceof StreamEvent.MessageStop
                || event instanceof Forwarded forwarded && forwarded.kind() == Forwarded.Kind.STOP;
    }
}
