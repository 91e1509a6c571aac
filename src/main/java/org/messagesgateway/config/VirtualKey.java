package org.messagesgateway.config;

import java.util.List;
import java.util.Map;

/**
 * A key that the operator gave to a caller. Immutable.
 *
 * @param id stays when the value is changed
 * @param allowed the models allowed for each provider, {@code *} for all; an empty map allows everything
 */
public record VirtualKey(String id, String name, Secret value, boolean active, Map<String, List<String>> allowed) {

    public boolean allows(String provider, String model) {
        if (allowed.isEmpty()) {
            return true;
        }
        var models = allowed.getOrDefault(provider, List.of());
        return models.contains("*") || models.contains(model);
    }
}
