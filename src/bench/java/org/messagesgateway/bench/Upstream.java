package org.messagesgateway.bench;

import java.util.Locale;

/** What the upstreams answer, each at a path of its own and, behind the gateway, as a provider of its own. */
enum Upstream {
    SMALL("messages", false, Payloads.message(1024)),
    MEDIUM("messages", false, Payloads.message(4096)),
    CHAT("chat", false, Payloads.completion(1024)),
    CHAT_MEDIUM("chat", false, Payloads.completion(4096)),
    STREAM("messages", true, "/messages/200/5000"),
    CHAT_STREAM("chat", true, "/chat/200/5000"),
    SHORT_STREAM("messages", true, "/messages/20/5000"),
    MINUTE("messages", true, "/messages/60/1000000"),
    FLOOD("messages", true, "/flood/50000000"),
    FIVE_SECONDS("messages", true, "/slow/5000"),
    TEN_MINUTES("messages", true, "/slow/600000");

    final String dialect;
    final boolean streams;
    private final String text;

    /** @param text the path of one that streams, the fixed answer of one that does not */
    Upstream(String dialect, boolean streams, String text) {
        this.dialect = dialect;
        this.streams = streams;
        this.text = text;
    }

    String answer() {
        return text;
    }

    String provider() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the gateway is asked for. */
    String model() {
        return provider() + "/m";
    }

    String baseUrl() {
        return (streams ? text : "/" + provider()) + (dialect.equals("chat") ? "/v1" : "");
    }

    /** Where its own clients call it. */
    String path() {
        return baseUrl() + (dialect.equals("chat") ? "/chat/completions" : "/v1/messages");
    }
}
