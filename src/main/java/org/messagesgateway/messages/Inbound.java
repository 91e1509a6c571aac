package org.messagesgateway.messages;

import java.util.List;
import java.util.Map;
import org.messagesgateway.json.Json;

/**
 * A request as it came in: its untouched bytes beside what one scan found in them. Immutable; nobody writes to
 * {@code body}.
 *
 * @param version the {@code anthropic-version}
 * @param betas every value of every {@code anthropic-beta} line, in order
 * @param others the other {@code anthropic-*} headers, names in lower case
 */
public record Inbound(byte[] body, Envelope envelope, String version, List<String> betas, Map<String, String> others) {

    public Inbound {
        betas = List.copyOf(betas);
        others = Map.copyOf(others);
    }

    public Inbound(byte[] body, Envelope envelope, String version, List<String> betas) {
        this(body, envelope, version, betas, Map.of());
    }

    /** The same with another body. */
    public Inbound with(byte[] newBody) {
        return new Inbound(newBody, EnvelopeReader.read(newBody, version), version, betas, others);
    }

    /** The body with another model name and every other byte as it came. */
    public byte[] bodyFor(String model) {
        return model.equals(envelope.model())
                ? body
                : envelope.modelSpan().replaceIn(body, Json.bytes(Json.string(model)));
    }
}
