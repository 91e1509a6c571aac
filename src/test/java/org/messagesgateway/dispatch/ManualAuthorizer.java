package org.messagesgateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.http.UpstreamException.Kind;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.provider.Authorizer;
import org.messagesgateway.provider.Credential;

/** Authorises when a test says so. */
final class ManualAuthorizer implements Authorizer {

    private record Asked(UpstreamRequest request, Consumer<UpstreamRequest> then, Consumer<UpstreamException> failed) {}

    private final List<Asked> asked = new ArrayList<>();

    int asked() {
        return asked.size();
    }

    /** Gives the last one a key. */
    void allows(String key) {
        var last = asked.get(asked.size() - 1);
        var request = last.request();
        last.then()
                .accept(new UpstreamRequest(
                        request.method(), request.uri(), request.headers().with("x-api-key", key), request.body()));
    }

    void refuses() {
        asked.get(asked.size() - 1).failed().accept(new UpstreamException(Kind.CREDENTIALS, "no credentials"));
    }

    @Override
    public void authorize(
            UpstreamRequest request,
            Credential.Cloud credential,
            Network network,
            Consumer<UpstreamRequest> then,
            Consumer<UpstreamException> failed) {
        asked.add(new Asked(request, then, failed));
    }
}
