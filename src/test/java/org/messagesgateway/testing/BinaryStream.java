package org.messagesgateway.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** AWS's binary event streams, as InvokeModel writes them. */
public final class BinaryStream {

    public static final String TYPE = "application/vnd.amazon.eventstream";

    private BinaryStream() {}

    /** The events of a text in SSE, each in a chunk. */
    public static byte[] of(String sse) {
        var out = new ByteArrayOutputStream();
        for (var frame : sse.split("\n\n")) {
            var data = frame.lines()
                    .filter(line -> line.startsWith("data: "))
                    .map(line -> line.substring(6))
                    .collect(Collectors.joining("\n"));
            if (!data.isEmpty()) {
                out.writeBytes(chunk(data));
            }
        }
        return out.toByteArray();
    }

    public static byte[] chunk(String event) {
        var bytes = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));
        return message(
                Map.of(":message-type", "event", ":event-type", "chunk"),
                "{\"bytes\":\"" + bytes + "\",\"p\":\"abcdef\"}");
    }

    public static byte[] exception(String kind, String message) {
        return message(
                Map.of(":message-type", "exception", ":exception-type", kind), "{\"message\":\"" + message + "\"}");
    }

    public static byte[] message(Map<String, String> headers, String payload) {
        var values = new LinkedHashMap<String, HeaderValue>();
        headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
        var buffer = new Message(values, payload.getBytes(StandardCharsets.UTF_8)).toByteBuffer();
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
