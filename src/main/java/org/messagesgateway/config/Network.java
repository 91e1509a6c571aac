package org.messagesgateway.config;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a provider. Immutable.
 *
 * @param connectTimeout until the connection stands
 * @param requestTimeout until the answer begins; for an answer that is not streamed, until it ends
 * @param streamIdleTimeout longest silence inside a stream
 * @param extraHeaders sent with every call
 * @param caCertPem trusted beside the platform's authorities
 * @param insecureSkipVerify accepts any certificate
 */
public record Network(
        Duration connectTimeout,
        Duration requestTimeout,
        Duration streamIdleTimeout,
        Map<String, String> extraHeaders,
        @Nullable String caCertPem,
        boolean insecureSkipVerify,
        @Nullable Proxy proxy) {

    /** An HTTP proxy on the way to the provider. */
    public record Proxy(String url, @Nullable String username, @Nullable Secret password) {}

    public static final Network DEFAULT = new Network(
            Duration.ofSeconds(10), Duration.ofSeconds(600), Duration.ofSeconds(120), Map.of(), null, false, null);
}
