package org.messagesgateway.config;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonCursor;
import org.messagesgateway.json.JsonSyntaxException;

/** Makes the configuration of a file laid out as Bifrost's {@code config.json}, or of the environment. Thread-safe. */
public final class ConfigLoader {

    private static final String ENVIRONMENT = "environment";

    /** No slash: {@code provider/model} ends at the first one. */
    private static final String PROVIDER_NAME = "[A-Za-z0-9._-]+";

    private final Profiles profiles = Profiles.standard();
    private final Reading reading;
    private final Path home;

    private ConfigLoader(Sources sources) {
        reading = new Reading(sources.environment());
        home = sources.home();
    }

    /** @throws ConfigException with every problem that there is */
    public static GatewayConfig load(Sources sources) {
        var loader = new ConfigLoader(sources);
        var file = sources.file();
        return file.isPresent()
                ? loader.read(file.get())
                : loader.read(Json.object().build(), ENVIRONMENT);
    }

    private GatewayConfig read(Sources.File file) {
        var source = file.path();
        try {
            return read(parse(Files.readAllBytes(Path.of(source))), source);
        } catch (JsonSyntaxException e) {
            throw new ConfigException(source, List.of(String.valueOf(e.getMessage())));
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new ConfigException(source, List.of(file.namedBy() + ": there is no such file"));
        } catch (IOException e) {
            var kind = e.getClass().getSimpleName();
            throw new ConfigException(source, List.of(file.namedBy() + ": the file cannot be read (" + kind + ")"));
        }
    }

    /** The cursor says where the trouble is. Some editors begin a file with a byte order mark. */
    private static JsonObject parse(byte[] document) {
        try (var cursor = new JsonCursor(document)) {
            cursor.next();
            cursor.skipValue();
            if (cursor.next() != JsonCursor.Kind.END) {
                throw new JsonSyntaxException("not valid JSON: more than one value");
            }
        }
        return Json.parseObject(new String(document, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", ""));
    }

    private GatewayConfig read(JsonObject document, String source) {
        var root = reading.root(document);
        root.ignore(Bifrost.ROOT);
        root.text("$schema");
        var providers = root.has("providers") ? providers(root.section("providers")) : fromEnvironment();
        var client = ClientConfig.from(root.section("client"));
        var jobs = JobConfig.from(root.section("client"), home);
        var names = root.has("providers") ? root.section("providers").keys() : providers.keySet();
        if (client.defaultProvider() != null && !names.contains(client.defaultProvider())) {
            root.section("client").problem("default_provider", "no such provider");
        }
        var virtualKeys = virtualKeys(root.section("governance"), names);
        reading.finish(source);
        return new GatewayConfig(client, providers, virtualKeys, jobs, source, reading.warnings());
    }

    private Map<String, ProviderConfig> providers(Section section) {
        var providers = new LinkedHashMap<String, ProviderConfig>();
        for (var name : section.keys()) {
            if (!name.matches(PROVIDER_NAME)) {
                section.problem(name, "a provider's name has letters, digits, dots, dashes and underscores only");
            }
            new ProviderReader(profiles, name, section.section(name))
                    .read()
                    .ifPresent(provider -> providers.put(name, provider));
        }
        return Collections.unmodifiableMap(providers);
    }

    private Map<String, ProviderConfig> fromEnvironment() {
        var providers = new LinkedHashMap<String, ProviderConfig>();
        for (var name : profiles.names()) {
            EnvironmentProvider.read(name, profiles.named(name).orElseThrow(), reading)
                    .ifPresent(provider -> providers.put(name, provider));
        }
        return Collections.unmodifiableMap(providers);
    }

    private static List<VirtualKey> virtualKeys(Section governance, Set<String> providers) {
        governance.ignore(Bifrost.GOVERNANCE);
        var keys = new ArrayList<VirtualKey>();
        var ids = new HashSet<String>();
        var values = new HashSet<Secret>();
        for (var section : governance.sections("virtual_keys")) {
            var key = VirtualKey.from(section, providers);
            if (!ids.add(key.id()) && !key.id().isEmpty()) {
                section.problem("id", "another virtual key has this id");
            }
            if (!values.add(key.value()) && !key.value().isEmpty()) {
                section.problem("value", "another virtual key has this value");
            }
            keys.add(key);
        }
        return List.copyOf(keys);
    }
}
