package org.messagesgateway.boot;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import org.messagesgateway.dispatch.Adapters;
import org.messagesgateway.provider.Adapter;
import org.messagesgateway.provider.Dialect;
import org.messagesgateway.provider.ProviderAdapter;

/** Collects every adapter that CDI finds, by the dialect it names. */
@Adapter
final class AdapterLookup {

    private final Adapters adapters;

    @Inject
    AdapterLookup(@Any Instance<ProviderAdapter> found) {
        Map<String, ProviderAdapter> byDialect = new TreeMap<>();
        for (var handle : found.handles()) {
            var dialect = handle.getBean().getQualifiers().stream()
                    .filter(Dialect.class::isInstance)
                    .map(qualifier -> ((Dialect) qualifier).value())
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalStateException(handle.getBean().getBeanClass() + " does not name its @Dialect"));
            if (byDialect.put(dialect, handle.get()) != null) {
                throw new IllegalStateException("two adapters for dialect " + dialect);
            }
        }
        adapters = new Adapters(byDialect);
    }

    Adapters adapters() {
        return adapters;
    }
}
