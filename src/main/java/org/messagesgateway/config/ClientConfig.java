package org.messagesgateway.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code client} object: how callers are served. Immutable.
 *
 * @param allowedOrigins origins that browsers may call from; {@code *} for any; empty: none
 * @param allowAnonymous whether callers from other hosts are served without a virtual key
 * @param maxRequestBodyBytes largest body read, also after gzip
 * @param defaultProvider where a model goes that no rule names
 * @param heartbeat silence after which a stream gets a {@code ping}
 * @param openAfter how long a stream's 200 is held back, at most, for the first content
 * @param strictTranslation whether a request is refused of which a dialect cannot carry more than hints
 * @param fetchUrls where images and documents named by URL may be fetched from
 */
public record ClientConfig(
        List<String> allowedOrigins,
        boolean allowAnonymous,
        int maxRequestBodyBytes,
        @Nullable String defaultProvider,
        Duration heartbeat,
        Duration openAfter,
        boolean strictTranslation,
        FetchConfig fetchUrls) {

    private static final int MEGABYTE = 1024 * 1024;

    private static final String ORIGIN = "\\*|https?://[^/\\s*]+";

    static ClientConfig from(Section client) {
        client.ignore(Bifrost.CLIENT);
        var origins = client.texts("allowed_origins");
        if (!origins.stream().allMatch(origin -> origin.matches(ORIGIN))) {
            client.problem("allowed_origins", "each must be * or a scheme and host such as https://example.com");
        }
        return new ClientConfig(
                origins,
                client.flag("allow_anonymous", false),
                client.whole("max_request_body_size_mb", 32, 1, Integer.MAX_VALUE / MEGABYTE) * MEGABYTE,
                client.text("default_provider"),
                client.seconds("heartbeat_in_seconds", Duration.ofSeconds(10), 1),
                client.seconds("stream_open_after_in_seconds", Duration.ofSeconds(15), 0),
                client.flag("strict_translation", false),
                FetchConfig.from(client.section("fetch_urls")));
    }
}
