package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.UpstreamJson;

/** Reads a block of {@code reasoningContent} and seals it when it ends. Confined to one answer; not thread-safe. */
final class ConverseReasoning {

    private final ConverseThoughts thoughts;
    private final MessageStream stream;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();
    private byte[] redacted = new byte[0];

    ConverseReasoning(ConverseThoughts thoughts, MessageStream stream) {
        this.thoughts = thoughts;
        this.stream = stream;
    }

    /** Any member may come in pieces. */
    void read(JsonObject piece) {
        var words = Json.stringOrNull(piece, "text");
        if (words != null) {
            text.append(words);
            stream.thinking(words);
        }
        var sign = Json.stringOrNull(piece, "signature");
        if (sign != null) {
            signature.append(sign);
        }
        var hidden = Json.stringOrNull(piece, "redactedContent");
        if (hidden != null) {
            addRedacted(hidden);
        }
    }

    private void addRedacted(String base64) {
        try {
            var more = Base64.getDecoder().decode(base64);
            var length = redacted.length;
            redacted = Arrays.copyOf(redacted, length + more.length);
            System.arraycopy(more, 0, redacted, length, more.length);
        } catch (IllegalArgumentException e) {
            stream.fail(UpstreamJson.unreadable("the upstream's redacted thinking is not Base64")
                    .error());
        }
    }

    /** Nothing more belongs to the block, if there was one. */
    void end() {
        if (!text.toString().isBlank() || !signature.isEmpty()) {
            var seal = thoughts.signature(text.toString(), signature.toString());
            if (!seal.isEmpty()) {
                stream.signature(seal);
            }
        }
        if (redacted.length > 0) {
            stream.redacted(thoughts.redacted(redacted));
        }
        text.setLength(0);
        signature.setLength(0);
        redacted = new byte[0];
    }
}
