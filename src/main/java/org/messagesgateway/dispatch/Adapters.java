package org.messagesgateway.dispatch;

import java.util.Map;
import org.messagesgateway.provider.ProviderAdapter;
import org.messagesgateway.provider.Target;

/** The adapters there are, by dialect. Immutable. */
public record Adapters(Map<String, ProviderAdapter> byDialect) {

    public Adapters {
        byDialect = Map.copyOf(byDialect);
    }

    ProviderAdapter forTarget(Target target) {
        var adapter = byDialect.get(target.modelProfile().dialect());
        if (adapter == null) {
            throw new IllegalStateException(
                    "no adapter for dialect " + target.modelProfile().dialect());
        }
        return adapter;
    }
}
