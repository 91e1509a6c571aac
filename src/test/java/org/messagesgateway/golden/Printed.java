package org.messagesgateway.golden;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorWriter;
import org.messagesgateway.messages.EventWriter;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.provider.Translation;

/** What comes out of a translation, as fixtures hold it. */
public final class Printed {

    private static final String REQUEST_ID = "req_test";

    private Printed() {}

    /** The upstream call, without its key, and what could not be carried. */
    public static String call(Translation translation) {
        var request = translation.request();
        var headers = Json.object();
        request.headers().forEach((name, value) -> headers.add(name, value.replace("secret", "***")));
        var dropped = Json.array();
        translation.dropped().forEach(dropped::add);
        var call = Json.object()
                .add("method", request.method())
                .add("uri", request.uri().toString())
                .add("headers", headers)
                .add("body", Json.parse(request.body()))
                .add("dropped", dropped);
        return Golden.pretty(call.build());
    }

    /** A stream as it goes to the client. */
    public static String events(List<StreamEvent> events) {
        return Golden.withoutIds(events.stream()
                .map(event -> new String(EventWriter.sse(event, REQUEST_ID), StandardCharsets.UTF_8))
                .collect(Collectors.joining()));
    }

    /** Status and envelope. */
    public static String error(ApiError error) {
        JsonObject envelope = Json.object()
                .add("status", error.status())
                .add("body", Json.parse(ErrorWriter.json(error, REQUEST_ID)))
                .build();
        return Golden.pretty(envelope);
    }
}
