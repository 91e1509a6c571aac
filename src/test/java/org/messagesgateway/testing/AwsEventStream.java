package org.messagesgateway.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * AWS's binary event streams, from lines that people can read: {@code contentBlockStop {"contentBlockIndex":0}} is an
 * event, {@code exception:throttlingException {"message":"slow down"}} a failure, {@code error:InternalError oh no}
 * another.
 */
public final class AwsEventStream {

    public static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";

    private AwsEventStream() {}

    public static byte[] of(String lines) {
        var bytes = new ByteArrayOutputStream();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> bytes.writeBytes(event(line)));
        return bytes.toByteArray();
    }

    public static byte[] event(String line) {
        var space = line.indexOf(' ');
        var name = space < 0 ? line : line.substring(0, space);
        var payload = space < 0 ? "" : line.substring(space + 1);
        var kind = name.indexOf(':');
        if (kind < 0) {
            var headers = Map.of(":event-type", name, ":content-type", "application/json", ":message-type", "event");
            return message(headers, payload);
        }
        var type = name.substring(kind + 1);
        return name.startsWith("error")
                ? message(Map.of(":message-type", "error", ":error-code", type, ":error-message", payload), "")
                : message(Map.of(":message-type", "exception", ":exception-type", type), payload);
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
