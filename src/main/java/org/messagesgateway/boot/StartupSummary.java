package org.messagesgateway.boot;

import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.config.GatewayConfig;

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
                        + "; speaks " + provider.profile().dialect() + " at " + provider.baseUrl()));
        lines.add("callers: " + callers(config));
        return lines;
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
