package org.messagesgateway.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.config.ConfigException;
import org.messagesgateway.config.ConfigLoader;
import org.messagesgateway.config.Sources;
import org.messagesgateway.json.Json;

/** {@code mvn -Prun}: serves the WAR that was just built, with the simulator behind it where no provider is configured. */
public final class Run {

    private Run() {}

    /** @param arguments the WAR, the port, and the configuration file, which Maven gives as null for none */
    public static void main(String[] arguments) throws Exception {
        var config = arguments[2] == null ? "" : arguments[2];
        if (config.isBlank() && !isConfigured()) {
            config = simulated(Simulator.start()).toString();
            System.out.println(
                    """

                    ==========================================================================
                     No provider is configured: THE ANSWERS COME FROM A SIMULATOR, NOT A MODEL
                     Set ANTHROPIC_API_KEY or OPENAI_API_KEY, or use -Dconfig=FILE, for models.
                    ==========================================================================
                    """);
        }
        serve(arguments[0], arguments[1], config);
    }

    private static boolean isConfigured() {
        try {
            var sources = new Sources(System::getenv, System::getProperty, name -> null, name -> null);
            return !ConfigLoader.load(sources).providers().isEmpty();
        } catch (ConfigException e) {
            return true; // The gateway itself will say what is wrong.
        }
    }

    private static Path simulated(Simulator simulator) throws IOException {
        var key = Json.object()
                .add("name", "simulator")
                .add("value", "simulator")
                .add("models", Json.array().add("simulated-model").add("*"))
                .add("weight", 1);
        var messages = Json.object()
                .add("keys", Json.array().add(key))
                .add(
                        "network_config",
                        Json.object().add("base_url", simulator.uri().toString()));
        var chat = Json.object()
                .add("dialect", "chat")
                .add("network_config", Json.object().add("base_url", simulator.uri() + "/v1"));
        var config = Json.object()
                .add("providers", Json.object().add("anthropic", messages).add("chat", chat))
                .add("client", Json.object().add("default_provider", "anthropic"))
                .build();
        var file = Files.createTempFile("simulated", ".json");
        file.toFile().deleteOnExit();
        return Files.write(file, Json.bytes(config));
    }

    private static void serve(String war, String port, String config) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-jar", war, "--port", port));
        if (!config.isBlank()) {
            command.addAll(List.of("--config", config));
        }
        var server = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
        server.waitFor();
    }
}
