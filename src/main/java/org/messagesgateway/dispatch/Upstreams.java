package org.messagesgateway.dispatch;

import org.jspecify.annotations.Nullable;
import org.messagesgateway.http.UpstreamCall;
import org.messagesgateway.http.UpstreamClient;
import org.messagesgateway.http.UpstreamListener;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.provider.Authorizer;
import org.messagesgateway.provider.Credential;
import org.messagesgateway.provider.Target;

/**
 * The way to the upstreams: what a cloud wants to see is put onto a call, without waiting for it, before it is sent.
 * Thread-safe.
 */
public record Upstreams(UpstreamClient client, Authorizer authorizer) {

    /** As {@link UpstreamClient#send}: the listener hears of a failure to authorise as of any other. */
    UpstreamCall send(UpstreamRequest request, Target target, UpstreamListener listener) {
        if (!(target.credential() instanceof Credential.Cloud cloud)) {
            return client.send(request, target.network(), listener);
        }
        var call = new AuthorizedCall();
        authorizer.authorize(
                request,
                cloud,
                target.network(),
                authorized -> call.begin(() -> client.send(authorized, target.network(), listener)),
                failure -> call.begin(() -> {
                    listener.failed(failure);
                    return null;
                }));
        return call;
    }

    /** A call that may not have begun. Thread-safe. */
    private static final class AuthorizedCall implements UpstreamCall {

        private interface Start {
            @Nullable
            UpstreamCall run();
        }

        private @Nullable UpstreamCall call;
        private boolean cancelled;

        /** Not while it is locked: the listener takes locks of its own. */
        void begin(Start start) {
            if (isCancelled()) {
                return;
            }
            var begun = start.run();
            if (begun != null && !keep(begun)) {
                begun.cancel();
            }
        }

        private synchronized boolean isCancelled() {
            return cancelled;
        }

        private synchronized boolean keep(UpstreamCall begun) {
            call = begun;
            return !cancelled;
        }

        private synchronized @Nullable UpstreamCall call() {
            return call;
        }

        /** Nothing has to go on that has not begun. */
        @Override
        public void resume() {
            var begun = call();
            if (begun != null) {
                begun.resume();
            }
        }

        @Override
        public void cancel() {
            UpstreamCall begun;
            synchronized (this) {
                cancelled = true;
                begun = call;
            }
            if (begun != null) {
                begun.cancel();
            }
        }
    }
}
