package org.messagesgateway.adapter;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.messagesgateway.http.Frame;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonEdits;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.json.Located;

/** Takes out what Bedrock's InvokeModel puts around and into the Messages API's own. Stateless. */
final class ForwardedChunk {

    private static final String ADDED = "amazon-bedrock-";

    private ForwardedChunk() {}

    /** The event that a chunk of a binary stream holds, without a name; empty for a message that holds none. */
    static Optional<Frame> event(Frame chunk) {
        try {
            var bytes = Json.stringOrNull(Json.parseObject(chunk.data()), "bytes");
            if (!chunk.name().equals("chunk") || bytes == null) {
                return Optional.empty();
            }
            var event = withoutMetrics(Base64.getDecoder().decode(bytes));
            return Optional.of(new Frame("", new String(event, StandardCharsets.UTF_8), event));
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An answer or an event without the members that Bedrock adds to it. */
    static byte[] withoutMetrics(byte[] json) {
        if (!new String(json, StandardCharsets.ISO_8859_1).contains(ADDED)) {
            return json;
        }
        var object = Located.of(json, Set.of());
        var edits = new JsonEdits(json, object);
        object.children().stream()
                .filter(member -> member.key().startsWith(ADDED))
                .forEach(edits::remove);
        return edits.result();
    }
}
