package org.messagesgateway.adapter;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.messagesgateway.config.Network;
import org.messagesgateway.config.Profiles;
import org.messagesgateway.config.Secret;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.EnvelopeReader;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamEvent.Forwarded;
import org.messagesgateway.provider.Credential;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;

/** One request to a host of the Messages API, as tests say it. */
final class MessagesCase {

    /** A row of the table for each form that there is, with a model of it. */
    static final Map<String, String> HOSTS = Map.of(
            "anthropic", "claude-opus-4-5-20251101",
            "vertex", "claude-opus-4-5-20251101",
            "bedrock", "us.anthropic.claude-opus-4-5-20251101-v1:0",
            "foundry", "claude-opus-4-5",
            "ollama", "qwen3:8b");

    /** What a coding agent of today asks for. */
    static final List<String> BETAS = List.of(
            "claude-code-20250219",
            "interleaved-thinking-2025-05-14",
            "context-management-2025-06-27",
            "per-turn-control-2026-07-01",
            "advanced-tool-use-2025-11-20",
            "not-yet-known-2031-01-01");

    static final String PROMPT =
            "{\"model\":\"asked\",\"max_tokens\":99,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private MessagesCase() {}

    static Translation translate(String host, String body, String... betas) {
        return translate(host, body, List.of(betas));
    }

    static Translation translate(String host, String body, List<String> betas) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var version = "2023-06-01";
        var inbound = new Inbound(
                bytes, EnvelopeReader.read(bytes, version), version, betas, Map.of("anthropic-workspace-id", "w"));
        var overrides = host.equals("ollama") ? "{\"dialect\":\"messages\"}" : "{}";
        var profile =
                Profiles.standard().named(host, Json.parseObject(overrides)).orElseThrow();
        var key = new Credential.OperatorKey(new Secret("secret"));
        return new MessagesAdapter()
                .translate(
                        inbound,
                        new Target(host, HOSTS.get(host), profile, URI.create("http://" + host), key, Network.DEFAULT));
    }

    /** The body that goes up, as text. */
    static String body(String host, String body, String... betas) {
        return new String(translate(host, body, betas).request().body(), StandardCharsets.UTF_8);
    }

    /** All that goes to the client, and the failure if there is one. */
    static String told(List<StreamEvent> events) {
        return events.stream()
                .map(event -> event instanceof Forwarded forwarded
                        ? new String(forwarded.frame(), StandardCharsets.UTF_8)
                        : event.failure()
                                .map(error -> "failure " + error.status() + " "
                                        + error.type().wireName() + ": " + error.message() + "\n")
                                .orElseThrow())
                .collect(Collectors.joining());
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
