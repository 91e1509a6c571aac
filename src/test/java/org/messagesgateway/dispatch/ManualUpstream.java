package org.messagesgateway.dispatch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamCall;
import org.messagesgateway.http.UpstreamClient;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.http.UpstreamException.Kind;
import org.messagesgateway.http.UpstreamListener;
import org.messagesgateway.http.UpstreamRequest;

/** Upstreams that answer when and what a test says. */
final class ManualUpstream implements UpstreamClient {

    /** One call; the test plays the upstream. */
    static final class Call implements UpstreamCall {

        private final UpstreamRequest request;
        private final UpstreamListener listener;
        private boolean cancelled;
        private int resumed;

        private Call(UpstreamRequest request, UpstreamListener listener) {
            this.request = request;
            this.listener = listener;
        }

        String key() {
            return request.headers().first("x-api-key").orElse("none");
        }

        void streams() {
            listener.head(200, Headers.NONE.with("content-type", "text/event-stream"));
        }

        /** Words of {@link WordTranslation}, each on a line; whether more may come. */
        boolean says(String words) {
            return listener.data(ByteBuffer.wrap((words + "\n").getBytes(StandardCharsets.UTF_8)));
        }

        void answers(int status, String body) {
            listener.head(status, Headers.NONE);
            listener.data(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
            listener.end();
        }

        void ends() {
            listener.end();
        }

        void breaks(Kind kind) {
            listener.failed(new UpstreamException(kind, "broke"));
        }

        boolean isCancelled() {
            return cancelled;
        }

        int resumed() {
            return resumed;
        }

        @Override
        public void resume() {
            resumed++;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final List<Call> calls = new ArrayList<>();
    private int refusals;

    /** The next calls fail while they are still being sent. */
    void refuses(int calls) {
        refusals = calls;
    }

    List<Call> calls() {
        return calls;
    }

    Call last() {
        return calls.get(calls.size() - 1);
    }

    @Override
    public UpstreamCall send(UpstreamRequest request, Network network, UpstreamListener listener) {
        var call = new Call(request, listener);
        calls.add(call);
        if (refusals > 0) {
            refusals--;
            call.breaks(Kind.CONNECT);
        }
        return call;
    }

    @Override
    public void close() {}
}
