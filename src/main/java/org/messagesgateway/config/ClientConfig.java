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
 */
public record ClientConfig(
        List<String> allowedOrigins,
        boolean allowAnonymous,
        int maxRequestBodyBytes,
        @Nullable String defaultProvider,
        Duration heartbeat,
        Duration openAfter) {}
