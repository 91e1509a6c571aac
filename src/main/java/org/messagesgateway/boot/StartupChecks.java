package org.messagesgateway.boot;

import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.dispatch.Adapters;

/** What must hold before the first request. */
final class StartupChecks {

    private StartupChecks() {}

    /** @throws IllegalStateException if a configured provider speaks a dialect that no adapter does */
    static void check(GatewayConfig config, Adapters adapters) {
        for (var provider : config.providers().values()) {
            for (var dialect : provider.profile().dialects()) {
                if (!adapters.byDialect().containsKey(dialect)) {
                    throw new IllegalStateException("/providers/" + provider.name() + ": no adapter for dialect "
                            + dialect + "; there are " + adapters.byDialect().keySet());
                }
            }
        }
    }
}
