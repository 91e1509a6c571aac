package org.messagesgateway.config;

import java.util.List;
import java.util.Map;

/**
 * One key of a provider. Immutable.
 *
 * @param value empty for an upstream that takes none
 * @param models what it may be used for; empty or {@code *}: everything
 * @param weight share of the calls among the keys that serve a model; above 0
 * @param aliases names that callers use, each with the upstream's own name
 */
public record ProviderKey(String name, Secret value, List<String> models, double weight, Map<String, String> aliases) {

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
