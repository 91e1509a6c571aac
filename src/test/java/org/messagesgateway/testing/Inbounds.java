package org.messagesgateway.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.messagesgateway.json.LongStrings;
import org.messagesgateway.json.Span;
import org.messagesgateway.messages.Envelope;
import org.messagesgateway.messages.Inbound;

/** Requests as they came in. Stateless. */
public final class Inbounds {

    private Inbounds() {}

    /** A body that nobody has looked at yet, for a model by this name. */
    public static Inbound unread(byte[] body, String model) {
        return new Inbound(body, new Envelope(model, new Span(0, 0), false, LongStrings.NONE), "2023-06-01", List.of());
    }

    /** The same, with double quotes for single ones. */
    public static Inbound unread(String body) {
        return unread(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "m");
    }
}
