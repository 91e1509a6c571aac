package org.messagesgateway.bench;

import java.nio.file.Path;
import java.util.List;

/** Those that are measured beside nginx. */
final class Scenarios {

    private Scenarios() {}

    static List<Ratio> all(Path folder) {
        var wrk = new Wrk(folder, "");
        var streams = new Streams(64);
        return List.of(
                new Ratio("forward-1k", "pass-through, 1 KB", 3.0, Upstream.SMALL, small(Upstream.SMALL), wrk),
                new Ratio("forward-100k", "pass-through, 100 KB", 2.5, Upstream.MEDIUM, agent(Upstream.MEDIUM), wrk),
                new Ratio("chat-1k", "chat translation, 1 KB", 4.5, Upstream.CHAT, small(Upstream.CHAT), wrk),
                new Ratio(
                        "chat-100k",
                        "chat translation, 100 KB",
                        12,
                        Upstream.CHAT_MEDIUM,
                        agent(Upstream.CHAT_MEDIUM),
                        wrk),
                new Ratio(
                        "forward-sse",
                        "SSE pass-through, 64 streams",
                        2.5,
                        Upstream.STREAM,
                        stream(Upstream.STREAM),
                        streams),
                new Ratio(
                        "chat-sse",
                        "SSE chat to messages, 64 streams",
                        5,
                        Upstream.CHAT_STREAM,
                        stream(Upstream.CHAT_STREAM),
                        streams));
    }

    static Ratio named(Path folder, String name) {
        return all(folder).stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static byte[] small(Upstream upstream) {
        return Payloads.question(upstream.model(), false, 1024);
    }

    static byte[] stream(Upstream upstream) {
        return Payloads.question(upstream.model(), true, 1024);
    }

    private static byte[] agent(Upstream upstream) {
        return Payloads.agentRequest(upstream.model());
    }
}
