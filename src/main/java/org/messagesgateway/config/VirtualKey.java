package org.messagesgateway.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    static VirtualKey from(Section key, Set<String> providers) {
        key.ignore(Bifrost.VIRTUAL_KEY);
        key.refuse("expires_at", ": set is_active to false instead when the time has come");
        var id = key.requiredText("id");
        var name = key.text("name");
        return new VirtualKey(
                id,
                name == null ? id : name,
                key.requiredSecret("value"),
                key.flag("is_active", true),
                allowed(key, providers));
    }

    /** An empty list allows nothing to Bifrost, or everything if it is an old one: better to ask. */
    private static Map<String, List<String>> allowed(Section key, Set<String> providers) {
        boolean all = key.flag("allow_all_providers", !key.has("provider_configs"));
        var allowed = new LinkedHashMap<String, List<String>>();
        for (var config : key.sections("provider_configs")) {
            var provider = config.requiredText("provider");
            if (!provider.isEmpty() && !providers.contains(provider)) {
                config.problem("provider", "no such provider");
            }
            if (allowed.put(provider, allowedModels(config)) != null) {
                config.problem("provider", "named twice");
            }
        }
        if (!all && allowed.isEmpty()) {
            key.problem("provider_configs", "allows nothing; leave it out to allow every provider");
        }
        return all ? Map.of() : Collections.unmodifiableMap(allowed);
    }

    private static List<String> allowedModels(Section config) {
        config.ignore(Bifrost.VIRTUAL_KEY_PROVIDER);
        config.refuse("blacklisted_models", ": name the models that are allowed");
        config.refuse("keys", "");
        var keys = config.texts("key_ids");
        if (!keys.isEmpty() && !keys.contains("*")) {
            config.problem("key_ids", "not supported: a virtual key may use every key of the provider");
        }
        var models = config.texts("allowed_models");
        if (models.isEmpty()) {
            config.problem("allowed_models", "allows nothing; name models, or [\"*\"] for all of them");
        }
        return models;
    }
}
