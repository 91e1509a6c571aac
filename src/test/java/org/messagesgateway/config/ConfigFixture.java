package org.messagesgateway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Loads documents and resources as if they were the operator's file. */
final class ConfigFixture {

    static final Path RESOURCES = Path.of("src/test/resources/org/messagesgateway/config");
    static final Path DOCS = Path.of("src/docs");

    private ConfigFixture() {}

    static GatewayConfig load(String document, String... environment) {
        return loadFile(file(document), map(environment));
    }

    static List<String> problems(String document, String... environment) {
        try {
            load(document, environment);
        } catch (ConfigException e) {
            return e.problems();
        }
        throw new AssertionError("no problem was found");
    }

    static GatewayConfig loadFile(Path file, Map<String, String> environment) {
        return ConfigLoader.load(new Sources(
                environment::get, Map.of("gateway.config", file.toString())::get, name -> null, name -> null));
    }

    static GatewayConfig fromEnvironment(String... environment) {
        return ConfigLoader.load(new Sources(map(environment)::get, name -> null, name -> null, name -> null));
    }

    static Map<String, String> map(String... pairs) {
        var map = new TreeMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String document) {
        try {
            var file = Files.createTempFile("gateway", ".json");
            file.toFile().deleteOnExit();
            return Files.write(file, document.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
