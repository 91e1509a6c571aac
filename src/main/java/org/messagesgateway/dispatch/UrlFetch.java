package org.messagesgateway.dispatch;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.FetchConfig;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamCall;
import org.messagesgateway.http.UpstreamClient;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.http.UpstreamListener;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.messages.ApiException;

/**
 * One URL on its way through its redirects, within a time and a size. What is asked is nothing but the URL: no
 * credential, no cookie, no header of the caller's. Runs exclusively, in the sense of its reply.
 */
final class UrlFetch {

    /** How it ends: once, unless it is cancelled. */
    interface Outcome {

        /** @param contentType as the server says; empty if it does not */
        void fetched(String contentType, byte[] content);

        /** @param rule what did not hold */
        void refused(String rule);

        /** So many more bytes are to be kept; whether they may. */
        boolean mayKeep(int bytes);
    }

    private static final int MOST_REDIRECTS = 3;

    private static final Headers HEADERS = Headers.NONE.with("accept", "image/*, application/pdf, text/plain");

    private final FetchConfig config;
    private final UpstreamClient client;
    private final Scheduler scheduler;
    private final Reply reply;
    private final Outcome outcome;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private Runnable timer = () -> {};
    private @Nullable UpstreamCall call;
    private @Nullable Hop hop;
    private int redirects;

    UrlFetch(FetchConfig config, UpstreamClient client, Scheduler scheduler, Reply reply, Outcome outcome) {
        this.config = config;
        this.client = client;
        this.scheduler = scheduler;
        this.reply = reply;
        this.outcome = outcome;
    }

    void start(String url) {
        var limit = config.timeout();
        timer = scheduler.after(limit, () -> reply.exclusively(this::giveUp));
        follow(url);
    }

    private void giveUp() {
        if (hop != null) {
            refuse("the URL's host did not answer within " + config.timeout().toSeconds() + " s");
        }
    }

    private void follow(String url) {
        URI uri;
        try {
            uri = new UrlRule(config).check(url);
        } catch (ApiException e) {
            refuse(e.error().message());
            return;
        }
        var next = new Hop(uri);
        hop = next;
        var started = client.send(new UpstreamRequest("GET", uri, HEADERS, new byte[0]), network(), next);
        if (hop == next) {
            call = started;
        } else {
            started.cancel();
        }
    }

    private Network network() {
        var timeout = config.timeout();
        return new Network(timeout, timeout, timeout, Map.of(), null, false, null);
    }

    /** Nobody waits for it any more. */
    void cancel() {
        hop = null;
        timer.run();
        hangUp();
    }

    private void hangUp() {
        if (call != null) {
            call.cancel();
            call = null;
        }
    }

    private void refuse(String rule) {
        cancel();
        outcome.refused(rule);
    }

    /** What is heard of one URL; of one that was left, nothing is. */
    private final class Hop implements UpstreamListener {

        private final URI uri;
        private String contentType = "";

        Hop(URI uri) {
            this.uri = uri;
        }

        @Override
        public void head(int status, Headers headers) {
            exclusively(() -> {
                var location = headers.first("location").orElse("");
                if (status >= 300 && status < 400 && !location.isEmpty()) {
                    redirect(location);
                } else if (status != 200) {
                    refuse("the URL's host answered " + status);
                } else {
                    contentType = headers.first("content-type").orElse("");
                }
            });
        }

        private void redirect(String location) {
            hangUp();
            if (++redirects > MOST_REDIRECTS) {
                refuse("the URL redirects more than " + MOST_REDIRECTS + " times");
                return;
            }
            try {
                follow(uri.resolve(location).toString());
            } catch (IllegalArgumentException e) {
                refuse("the URL redirects to what is no URL");
            }
        }

        @Override
        public boolean data(ByteBuffer bytes) {
            exclusively(() -> keep(bytes));
            bytes.position(bytes.limit());
            return true;
        }

        private void keep(ByteBuffer bytes) {
            if (content.size() + bytes.remaining() > config.maxBytes()) {
                refuse("what the URL holds is larger than " + config.maxBytes() / (1024 * 1024) + " MB");
            } else if (!outcome.mayKeep(bytes.remaining())) {
                refuse("what the request's URLs hold is too large together");
            } else {
                var chunk = new byte[bytes.remaining()];
                bytes.get(chunk);
                content.writeBytes(chunk);
            }
        }

        @Override
        public void end() {
            exclusively(() -> {
                cancel();
                outcome.fetched(contentType, content.toByteArray());
            });
        }

        @Override
        public void failed(UpstreamException failure) {
            exclusively(() -> refuse("the URL could not be fetched: " + failure.getMessage()));
        }

        private void exclusively(Runnable action) {
            reply.exclusively(() -> {
                if (hop == this) {
                    action.run();
                }
            });
        }
    }
}
