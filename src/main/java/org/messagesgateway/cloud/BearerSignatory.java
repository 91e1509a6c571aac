package org.messagesgateway.cloud;

import java.util.function.Consumer;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamRequest;

/** A token in a header, and what else has to stand there. Thread-safe. */
record BearerSignatory(RenewedToken<Headers> token) implements Signatory {

    @Override
    public void sign(UpstreamRequest request, Consumer<UpstreamRequest> then, Consumer<CloudException> failed) {
        token.get(
                proof -> {
                    var headers = Headers.builder(request.headers());
                    proof.forEach(headers::set);
                    then.accept(new UpstreamRequest(request.method(), request.uri(), headers.build(), request.body()));
                },
                failed);
    }

    @Override
    public void warm() {
        token.get(proof -> {}, failure -> {});
    }
}
