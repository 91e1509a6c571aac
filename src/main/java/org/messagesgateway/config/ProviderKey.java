package org.messagesgateway.config;

import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
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

    /** @param keyless whether the upstream may take no key, so that the value may be missing or empty */
    static ProviderKey from(Section key, int position, boolean keyless) {
        key.ignore(Bifrost.KEY);
        key.refuse("blacklisted_models", ": name the models that it may be used for");
        var name = key.text("name");
        return new ProviderKey(
                name == null ? "key-" + position : name,
                keyless && key.isBlank("value") ? new Secret("") : key.requiredSecret("value"),
                key.texts("models"),
                key.aboveZero("weight", 1),
                aliases(key.section("aliases")));
    }

    private static Map<String, String> aliases(Section aliases) {
        var names = new LinkedHashMap<String, String>();
        for (var alias : aliases.keys()) {
            var name = aliases.value(alias) instanceof JsonObject
                    ? upstreamName(aliases.section(alias))
                    : aliases.requiredText(alias);
            names.put(alias, name);
        }
        return Collections.unmodifiableMap(names);
    }

    /** Bifrost's {@code model_id} is what the upstream is asked for; its {@code model_name} is for the books. */
    private static String upstreamName(Section alias) {
        alias.ignore(Bifrost.ALIAS);
        var name = alias.text("model_name");
        return name != null && !alias.has("model_id") ? name : alias.requiredText("model_id");
    }
}
