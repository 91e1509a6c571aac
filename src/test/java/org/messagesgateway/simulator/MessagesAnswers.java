package org.messagesgateway.simulator;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.json.Json;

/** Answers in the Messages dialect. */
final class MessagesAnswers implements Simulator.Answers {

    @Override
    public JsonObject whole(String model, String text) {
        var block = Json.object().add("type", "text").add("text", text);
        return message(model).add("content", Json.array().add(block)).build();
    }

    @Override
    public List<String> stream(String model, String text) {
        var events = new ArrayList<String>();
        var start = message(model).add("stop_reason", JsonValue.NULL).add("content", Json.array());
        events.add(event("message_start", Json.object().add("message", start)));
        var block = Json.object().add("type", "text").add("text", "");
        events.add(event("content_block_start", Json.object().add("index", 0).add("content_block", block)));
        for (var word : text.split("(?<= )")) {
            var delta = Json.object().add("type", "text_delta").add("text", word);
            events.add(
                    event("content_block_delta", Json.object().add("index", 0).add("delta", delta)));
        }
        events.add(event("content_block_stop", Json.object().add("index", 0)));
        var end = Json.object().add("stop_reason", "end_turn").add("stop_sequence", JsonValue.NULL);
        events.add(event("message_delta", Json.object().add("delta", end).add("usage", usage())));
        events.add(event("message_stop", Json.object()));
        return events;
    }

    private static JsonObjectBuilder message(String model) {
        return Json.object()
                .add("id", "msg_simulated")
                .add("type", "message")
                .add("role", "assistant")
                .add("model", model)
                .add("stop_reason", "end_turn")
                .add("stop_sequence", JsonValue.NULL)
                .add("usage", usage());
    }

    private static JsonObjectBuilder usage() {
        return Json.object().add("input_tokens", 10).add("output_tokens", 20);
    }

    private static String event(String name, JsonObjectBuilder members) {
        var data = Json.object().add("type", name).addAll(members).build();
        return "event: " + name + "\ndata: " + Json.text(data) + "\n\n";
    }
}
