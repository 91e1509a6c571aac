package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.Translation;

/** One request through the Responses adapter, as tests say it. */
final class ResponsesCase {

    static final String MODEL = "gpt-5.4";

    private ResponsesCase() {}

    static Translation translate(String provider, String model, String body) {
        return ChatCase.translate(new ResponsesAdapter(), ChatCase.profile(provider), model, body);
    }

    /** For a model of OpenAI's that thinks. */
    static Translation translate(String body) {
        return translate("openai", MODEL, body);
    }

    static JsonObject body(String body) {
        return ChatCase.body(translate(body));
    }

    /** The frames of some events, numbered. */
    static String sse(List<JsonObject> events) {
        var sse = new StringBuilder();
        for (var event : events) {
            var numbered =
                    Json.object(event).add("sequence_number", sse.length()).build();
            sse.append("event: ").append(event.getString("type")).append('\n');
            sse.append("data: ").append(Json.text(numbered)).append("\n\n");
        }
        return sse.toString();
    }

    /** A whole answer as a stream without deltas. */
    static String sse(JsonObject response, boolean withItems) {
        var events = new ArrayList<JsonObject>();
        var status = response.getString("status", "completed");
        events.add(Json.object().add("type", "response.created").build());
        var output = response.getJsonArray("output");
        for (var i = 0; withItems && i < output.size(); i++) {
            events.add(Json.object()
                    .add("type", "response.output_item.done")
                    .add("output_index", i)
                    .add("item", output.get(i))
                    .build());
        }
        events.add(Json.object()
                .add("type", "response." + status)
                .add("response", response)
                .build());
        return sse(events);
    }

    /** The answer inside of a stream's last event, if it is one that ended well. */
    static @Nullable JsonObject lastResponse(String sse) {
        JsonObject last = null;
        for (var event : Recordings.events(sse)) {
            if (event.getString("type", "").matches("response.(completed|incomplete)")) {
                last = event.getJsonObject("response");
            }
        }
        return last;
    }
}
