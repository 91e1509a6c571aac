package org.messagesgateway.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One key of a provider. Immutable.
 *
 * @param access how it opens the provider
 * @param models what it may be used for; empty or {@code *}: everything
 * @param weight share of the calls among the keys that serve a model; above 0
 * @param aliases names that callers use, each with the upstream's own name
 * @param baseUrl where its calls go, which may depend on its region; null: to the provider's
 */
public record ProviderKey(
        String name,
        KeyAccess access,
        List<String> models,
        double weight,
        Map<String, String> aliases,
        @Nullable URI baseUrl) {

    /** One with a value, for the provider's own address. */
    public ProviderKey(String name, Secret value, List<String> models, double weight, Map<String, String> aliases) {
        this(name, new KeyAccess.Value(value), models, weight, aliases, null);
    }

    public boolean isForAnyModel() {
        return models.isEmpty() || models.contains("*");
    }

    /** Whether {@code model} is named by this key, in its list or as an alias. */
    public boolean names(String model) {
        return models.contains(model) || aliases.containsKey(model);
    }

    /** The upstream's name of what callers call {@code model}. */
    public String upstreamName(String model) {
        return aliases.getOrDefault(model, model);
    }
}
