package org.messagesgateway.config;

import java.net.URI;
import java.util.List;

/**
 * One provider. Immutable.
 *
 * @param reason why it is on, for the banner: {@code configured}, or {@code ANTHROPIC_API_KEY is set}
 * @param baseUrl without the dialect's own path
 * @param keys empty for an upstream that takes none
 */
public record ProviderConfig(
        String name, String reason, Profile profile, URI baseUrl, List<ProviderKey> keys, Network network) {}
