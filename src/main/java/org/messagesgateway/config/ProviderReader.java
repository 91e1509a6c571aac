package org.messagesgateway.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;

/** Reads one member of {@code providers}. Confined to one load; not thread-safe. */
final class ProviderReader {

    /** What Bifrost's {@code base_provider_type} says of a server. Its base URLs end before the version. */
    private static final Map<String, JsonObject> BASE_TYPES = Map.of(
            "openai", Json.parseObject("{\"dialect\": \"chat\", \"chat\": {\"path\": \"/v1/chat/completions\"}}"),
            "anthropic", Json.parseObject("{\"dialect\": \"messages\"}"),
            "gemini", Json.parseObject("{\"dialect\": \"gemini\"}"));

    /** Where Bifrost has the address of some servers: beside each key. */
    private static final Map<String, String> KEY_SERVERS = Map.of(
            "azure_key_config", "endpoint",
            "ollama_key_config", "url",
            "sgl_key_config", "url",
            "vllm_key_config", "url");

    private final Profiles profiles;
    private final String name;
    private final Section provider;

    ProviderReader(Profiles profiles, String name, Section provider) {
        this.profiles = profiles;
        this.name = name;
        this.provider = provider;
    }

    /** Empty if a problem leaves nothing to make a provider of. */
    Optional<ProviderConfig> read() {
        provider.ignore(Bifrost.PROVIDER);
        var row = row();
        var overrides = overrides();
        var profile = profile(row, overrides);
        var sections = keySections(profile);
        var server = server(sections);
        var regional = profile != null && profile.isRegional();
        var keyless = row == null || profile == null || profile.environment().isEmpty();
        var keys = keys(sections, new KeyReader(profile, server, keyless));
        var baseUrl =
                regional ? ofFirst(keys) : baseUrl(server, profile, row != null || overrides.containsKey("base_url"));
        var network = Network.from(provider.section("network_config"), provider.section("proxy_config"), baseUrl);
        return profile == null || baseUrl == null
                ? Optional.empty()
                : Optional.of(new ProviderConfig(
                        name, "configured", profile, regional ? baseUrl : BaseUrl.of(baseUrl, profile), keys, network));
    }

    /** A provider of a cloud has the identity of this machine if the configuration names none. */
    private List<Section> keySections(@Nullable Profile profile) {
        var sections = provider.sections("keys");
        return sections.isEmpty() && profile != null && profile.isRegional()
                ? List.of(provider.section("keys", 0))
                : sections;
    }

    private static @Nullable URI ofFirst(List<ProviderKey> keys) {
        return keys.isEmpty() ? null : keys.get(0).baseUrl();
    }

    /** The row of the table that it is, or is like; null for none. */
    private @Nullable String row() {
        if (provider.value("profile") instanceof JsonString) {
            var row = provider.requiredText("profile");
            if (profiles.names().contains(row)) {
                return row;
            }
            provider.problem("profile", "no such profile; there are " + String.join(", ", profiles.names()));
        }
        return profiles.names().contains(name) ? name : null;
    }

    /** What the provider changes in its row. */
    private JsonObject overrides() {
        var overrides = JsonValue.EMPTY_JSON_OBJECT;
        var custom = provider.section("custom_provider_config");
        custom.ignore(Bifrost.CUSTOM_PROVIDER);
        var type = custom.text("base_provider_type");
        if (type != null) {
            overrides = BASE_TYPES.getOrDefault(type, overrides);
            if (!BASE_TYPES.containsKey(type)) {
                custom.problem("base_provider_type", "must be openai, anthropic or gemini");
            }
        }
        if (provider.value("profile") instanceof JsonObject object) {
            overrides = Profiles.merge(overrides, object);
        } else if (provider.has("profile") && !(provider.value("profile") instanceof JsonString)) {
            provider.problem("profile", "must be the name of a profile, or an object");
        }
        var dialect = provider.text("dialect");
        return dialect == null
                ? overrides
                : Json.object(overrides).add("dialect", dialect).build();
    }

    private @Nullable Profile profile(@Nullable String row, JsonObject overrides) {
        var dialect = Json.stringOrNull(overrides, "dialect");
        if (dialect == null ? row == null : !profiles.dialects().contains(dialect)) {
            provider.problem("dialect", (dialect == null ? "is missing" : "unknown") + "; " + known());
            return null;
        }
        try {
            return profiles.named(row == null ? standardRow(dialect) : row, overrides)
                    .orElseGet(() -> profiles.custom(overrides));
        } catch (IllegalArgumentException e) {
            provider.problem("profile", "cannot be used: " + e.getMessage());
        } catch (ClassCastException e) {
            provider.problem("profile", "cannot be used: an object is missing");
        }
        return null;
    }

    private String known() {
        return "dialects: " + String.join(", ", profiles.dialects()) + "; providers that need none: "
                + String.join(", ", profiles.names());
    }

    /** The dialect's first row shows where its keys go, unless it is the table's default dialect. */
    private String standardRow(@Nullable String dialect) {
        var common = profiles.custom(JsonValue.EMPTY_JSON_OBJECT).dialect();
        return profiles.names().stream()
                .filter(row -> !common.equals(dialect))
                .filter(row -> profiles.named(row).orElseThrow().dialect().equals(dialect))
                .findFirst()
                .orElse("");
    }

    /** The address that the configuration gives; null if it gives none, or a wrong one. */
    private @Nullable URI server(List<Section> keys) {
        var network = provider.section("network_config");
        var urls = new HashSet<URI>();
        for (var key : keys) {
            KEY_SERVERS.forEach((member, url) -> {
                var server = key.section(member);
                server.ignore(Bifrost.KEY_SERVER);
                server.refuse("deployments", ": use aliases");
                Optional.ofNullable(server.url(url)).ifPresent(urls::add);
            });
        }
        var configured = network.url("base_url");
        if (configured != null || network.has("base_url")) {
            return configured;
        }
        if (urls.size() > 1) {
            provider.problem("keys", "are for different servers; make each server a provider");
        }
        return urls.isEmpty() ? null : urls.iterator().next();
    }

    private @Nullable URI baseUrl(@Nullable URI server, @Nullable Profile profile, boolean known) {
        var network = provider.section("network_config");
        if (server != null || network.has("base_url")) {
            return server;
        }
        return known ? baseUrl(profile) : missing(network);
    }

    private static @Nullable URI missing(Section network) {
        network.problem("base_url", "is missing");
        return null;
    }

    private @Nullable URI baseUrl(@Nullable Profile profile) {
        if (profile == null) {
            return null;
        }
        if (profile.baseUrl() == null) {
            return missing(provider.section("network_config"));
        }
        var url = HttpUrl.parse(profile.baseUrl());
        if (url == null) {
            provider.problem("profile", "base_url " + HttpUrl.RULE);
        }
        return url;
    }

    private List<ProviderKey> keys(List<Section> sections, KeyReader reader) {
        var keys = new ArrayList<ProviderKey>();
        var names = new HashSet<String>();
        for (var section : sections) {
            boolean enabled = section.flag("enabled", true);
            var key = reader.read(section, names.size() + 1);
            if (!names.add(key.name())) {
                section.problem("name", "another key of this provider has this name");
            }
            if (enabled) {
                keys.add(key);
            }
        }
        if (keys.isEmpty() && !sections.isEmpty()) {
            provider.problem("keys", "none of them is enabled");
        }
        return List.copyOf(keys);
    }
}
