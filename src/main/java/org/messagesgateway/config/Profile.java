package org.messagesgateway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a provider differs from its dialect's standard: a row of {@code profiles.json}, overridable in the configuration.
 * Immutable.
 *
 * @param dialect which adapter speaks to it
 * @param baseUrl without the dialect's own path; null where only the operator can know it
 * @param keyHeader where the key goes
 * @param environment variables whose presence switches the provider on where there is no configuration file; the first
 *     holds the key
 */
public record Profile(String dialect, @Nullable String baseUrl, KeyHeader keyHeader, List<String> environment) {}
