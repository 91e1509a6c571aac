package org.messagesgateway.adapter;

import java.util.Optional;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.Adapter;
import org.messagesgateway.provider.Counting;
import org.messagesgateway.provider.Dialect;
import org.messagesgateway.provider.ProviderAdapter;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;

/**
 * For upstreams that speak Messages: everything is forwarded as it came, in both directions, unknown fields and all; only
 * the model's name is another, and what a host takes in another way, or not at all. How hosts differ is in the profile.
 * Stateless; thread-safe.
 */
@Adapter
@Dialect("messages")
final class MessagesAdapter implements ProviderAdapter {

    @Override
    public Translation translate(Inbound inbound, Target target) {
        return new ForwardedExchange(inbound, target);
    }

    @Override
    public Optional<Counting> count(Inbound inbound, Target target) {
        return Optional.of(ForwardedCount.of(inbound, target));
    }

    @Override
    public Optional<UpstreamRequest> models(Target target) {
        var headers = target.headers().with("anthropic-version", "2023-06-01");
        return Optional.ofNullable(target.modelProfile().messages().modelsPath())
                .map(path -> new UpstreamRequest("GET", target.resolve(path), headers, new byte[0]));
    }
}
