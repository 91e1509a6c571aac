package org.messagesgateway.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an operator can set. Immutable.
 *
 * @param providers by name, in the order of the file
 * @param virtualKeys the callers' keys; empty if none are configured
 * @param jobs how background jobs are run and kept
 * @param source where it came from, for the banner: a file's path or {@code environment}
 * @param warnings what was understood but has no meaning here
 */
public record GatewayConfig(
        ClientConfig client,
        Map<String, ProviderConfig> providers,
        List<VirtualKey> virtualKeys,
        JobConfig jobs,
        String source,
        List<String> warnings) {

    /** The provider for a model that no rule names, if it is set. */
    public @Nullable ProviderConfig defaultProvider() {
        var name = client.defaultProvider();
        return name == null ? null : providers.get(name);
    }
}
