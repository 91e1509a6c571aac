package org.messagesgateway.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.config.ProviderConfig;

/** What an operator wants to read at the start: which providers are on and why, and who may call. */
final class StartupSummary {

    private StartupSummary() {}

    static List<String> of(GatewayConfig config) {
        var lines = new ArrayList<String>();
        lines.add("configuration: " + config.source());
        if (config.providers().isEmpty()) {
            lines.add("providers: none; requests go to Anthropic with the caller's own key");
        }
        config.providers()
                .values()
                .forEach(provider -> lines.add("provider " + provider.name() + ": on, " + provider.reason()
                        + "; speaks " + provider.profile().dialect() + " at " + addresses(provider)));
        lines.add("callers: " + callers(config));
        return lines;
    }

    private static String addresses(ProviderConfig provider) {
        return Stream.concat(provider.keys().stream().map(provider::baseUrl), Stream.of(provider.baseUrl()))
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(" and "));
    }

    /** The options of a {@code curl} that is answered: a key where one is needed, and a body whose model is served. */
    static String example(GatewayConfig config) {
        var key = !config.virtualKeys().isEmpty()
                ? " -H \"x-api-key: $YOUR_VIRTUAL_KEY\""
                : config.providers().isEmpty() ? " -H \"x-api-key: $ANTHROPIC_API_KEY\"" : "";
        return key + " -H 'content-type: application/json' -d '{\"model\":\"" + model(config)
                + "\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'";
    }

    /** One that the configuration names, if it names any. */
    private static String model(GatewayConfig config) {
        return config.providers().values().stream()
                .flatMap(provider -> provider.keys().stream())
                .flatMap(key -> Stream.concat(key.models().stream(), key.aliases().keySet().stream()))
                .filter(model -> !model.equals("*"))
                .findFirst()
                .or(() -> config.providers().values().stream().findFirst().map(StartupSummary::model))
                .orElse("claude-opus-4-6");
    }

    private static String model(ProviderConfig provider) {
        var model = provider.profile().exampleModel();
        return provider.name() + "/" + (model == null ? "MODEL" : model);
    }

    private static String callers(GatewayConfig config) {
        if (!config.virtualKeys().isEmpty()) {
            return "whoever presents one of " + config.virtualKeys().size() + " virtual keys";
        }
        if (config.providers().isEmpty() || config.client().allowAnonymous()) {
            return "anybody";
        }
        return "this machine only (governance.virtual_keys or client.allow_anonymous opens it)";
    }
}
