package org.messagesgateway.config;

import java.net.URI;
import java.util.List;

/**
 * One provider. Immutable.
 *
 * @param reason why it is on, for the banner: {@code configured}, or {@code ANTHROPIC_API_KEY is set}
 * @param baseUrl without the dialect's own path; where it depends on the region, that of the first key
 * @param keys empty for an upstream that takes none
 */
public record ProviderConfig(
        String name, String reason, Profile profile, URI baseUrl, List<ProviderKey> keys, Network network) {

    /** Where calls with {@code key} go. */
    public URI baseUrl(ProviderKey key) {
        return key.baseUrl() == null ? baseUrl : key.baseUrl();
    }
}
