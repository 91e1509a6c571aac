package org.messagesgateway.it;

import java.net.URI;

/** Configuration files. */
final class Config {

    private Config() {}

    /** A Messages upstream as {@code anthropic}, and a Chat Completions upstream as {@code chat}, at one address. */
    static String of(URI upstream) {
        return of(upstream, "");
    }

    /** @param more further members of the root, each with a comma after it */
    static String of(URI upstream, String more) {
        return of(upstream, more, "\"heartbeat_in_seconds\": 1");
    }

    /** @param client the members of {@code client} */
    static String of(URI upstream, String more, String client) {
        return """
                {%s
                 "client": {%s},
                 "providers": {
                   "anthropic": {
                     "keys": [{"name": "k", "value": "operator-key", "aliases": {"fast": "claude-haiku-4-5"}}],
                     "network_config": {"base_url": "%s", "default_request_timeout_in_seconds": 4,
                                        "stream_idle_timeout_in_seconds": 4}},
                   "chat": {
                     "dialect": "chat",
                     "keys": [{"name": "k", "value": "operator-key", "models": ["gpt-x"]}],
                     "network_config": {"base_url": "%s/v1", "default_request_timeout_in_seconds": 4,
                                        "stream_idle_timeout_in_seconds": 4}}}}
                """
                .formatted(more, client, upstream, upstream);
    }
}
