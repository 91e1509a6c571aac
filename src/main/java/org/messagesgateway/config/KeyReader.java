package org.messagesgateway.config;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of {@code keys}. Confined to one load; not thread-safe.
 *
 * @param profile the provider's; null if a problem left none
 * @param server the address that the configuration gives; null for the profile's own
 * @param keyless whether the upstream may take no key, so that a value may be missing or empty
 */
record KeyReader(@Nullable Profile profile, @Nullable URI server, boolean keyless) {

    ProviderKey read(Section key, int position) {
        key.ignore(Bifrost.KEY);
        key.refuse("blacklisted_models", ": name the models that it may be used for");
        var name = key.text("name");
        var cloud = CloudReader.of(key, profile == null ? KeyAuth.KEY : profile.auth());
        return new ProviderKey(
                name == null ? "key-" + position : name,
                access(key, cloud),
                key.texts("models"),
                key.aboveZero("weight", 1),
                aliases(key.section("aliases"), cloud.modelPrefix()),
                baseUrl(cloud));
    }

    /** A value goes before an identity. */
    private KeyAccess access(Section key, CloudReader cloud) {
        var identity = cloud.access();
        if (identity != null && key.isBlank("value")) {
            return identity;
        }
        return new KeyAccess.Value(keyless && key.isBlank("value") ? new Secret("") : key.requiredSecret("value"));
    }

    /** Only what differs from key to key: the address of a region. */
    private @Nullable URI baseUrl(CloudReader cloud) {
        if (profile == null || !profile.isRegional()) {
            return null;
        }
        var own = cloud.place().fill(profile);
        return own == null || server == null ? own : BaseUrl.of(server, own, profile);
    }

    private static Map<String, String> aliases(Section aliases, String prefix) {
        var names = new LinkedHashMap<String, String>();
        for (var alias : aliases.keys()) {
            var name = aliases.value(alias) instanceof JsonObject
                    ? upstreamName(aliases.section(alias))
                    : aliases.requiredText(alias);
            names.put(alias, name.startsWith("arn:") ? name : prefix + name);
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
