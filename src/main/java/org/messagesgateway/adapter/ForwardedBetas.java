package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import java.util.List;
import org.messagesgateway.config.MessagesProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.Dropped;

/** The beta flags of a request that its host knows, by the names that it knows them by. Immutable. */
record ForwardedBetas(List<String> flags) {

    private static final ForwardedBetas NONE = new ForwardedBetas(List.of());

    ForwardedBetas {
        flags = List.copyOf(flags);
    }

    static ForwardedBetas of(List<String> asked, MessagesProfile host, Dropped dropped) {
        if (asked.isEmpty()) {
            return NONE;
        }
        return new ForwardedBetas(asked.stream()
                .filter(flag -> {
                    var known = host.knowsBeta(name(flag, host));
                    if (!known) {
                        dropped.add("anthropic-beta." + flag);
                    }
                    return known;
                })
                .map(flag -> name(flag, host))
                .distinct()
                .toList());
    }

    /** As a list. */
    JsonArray json() {
        var list = Json.array();
        flags.forEach(list::add);
        return list.build();
    }

    private static String name(String flag, MessagesProfile host) {
        return host.betaNames().getOrDefault(flag, flag);
    }
}
