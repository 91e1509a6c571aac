package org.messagesgateway.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where settings may come from. Thread-safe if the look-ups are.
 *
 * @param environment environment variables
 * @param properties system properties
 * @param jndi what the server binds, by full JNDI name
 * @param parameters the web application's context parameters
 */
public record Sources(Lookup environment, Lookup properties, Lookup jndi, Lookup parameters) {

    /** Finds a setting by its name. */
    @FunctionalInterface
    public interface Lookup {
        @Nullable
        String find(String name);
    }

    /** The configuration file. {@code namedBy} is the setting that names it. */
    record File(String path, String namedBy) {}

    private static final String NAME = "gateway.config";

    /** The file that the first setting names, or else the one in the gateway's folder if it is there. */
    Optional<File> file() {
        return Stream.of(
                        named(properties, NAME),
                        named(environment, "GATEWAY_CONFIG"),
                        named(jndi, "java:comp/env/gateway/config"),
                        named(parameters, NAME))
                .flatMap(Optional::stream)
                .findFirst()
                .or(this::homeFile);
    }

    private static Optional<File> named(Lookup lookup, String name) {
        return find(lookup, name).map(path -> new File(path, name));
    }

    private Optional<File> homeFile() {
        return Optional.of(home().resolve("gateway.json"))
                .filter(Files::exists)
                .map(path -> new File(path.toString(), "GATEWAY_HOME"));
    }

    /** The gateway's own folder, whether it is there or not. */
    Path home() {
        return find(environment, "GATEWAY_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(find(properties, "user.home").orElse("."), ".messages-gateway"));
    }

    /** An empty setting counts as none: it is how compose files and servers say that. */
    private static Optional<String> find(Lookup lookup, String name) {
        return Optional.ofNullable(lookup.find(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
