package org.messagesgateway.adapter;

import java.util.Base64;
import java.util.regex.Pattern;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.Counting;
import org.messagesgateway.provider.Target;

/** The call that has a host of the Messages API count a prompt's tokens. Stateless. */
final class ForwardedCount {

    /** AWS counts for models, not for their profiles in a part of the world. */
    private static final Pattern GEOGRAPHY = Pattern.compile("^[a-z-]+\\.(?=anthropic\\.)");

    private ForwardedCount() {}

    static Counting of(Inbound inbound, Target target) {
        var host = target.modelProfile().messages().forCounts();
        if (!host.countWrapped()) {
            var exchange = new ForwardedExchange(inbound, target, host);
            return Counting.forwarded(exchange.request(), exchange::error);
        }
        var base = target.of(GEOGRAPHY.matcher(target.model()).replaceFirst(""));
        var exchange = new ForwardedExchange(inbound, base, host);
        return Counting.translated(wrapped(exchange.request()), exchange.dropped(), "inputTokens", exchange::error);
    }

    /** Bedrock's CountTokens, which takes what InvokeModel would be sent. */
    private static UpstreamRequest wrapped(UpstreamRequest request) {
        var body = Json.object().add("body", Base64.getEncoder().encodeToString(request.body()));
        var input = Json.object().add("input", Json.object().add("invokeModel", body));
        return UpstreamRequest.postJson(request.uri(), request.headers(), Json.bytes(input.build()));
    }
}
