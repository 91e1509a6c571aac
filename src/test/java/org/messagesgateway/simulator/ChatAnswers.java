package org.messagesgateway.simulator;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.json.Json;

/** Answers in the Chat Completions dialect. */
final class ChatAnswers implements Simulator.Answers {

    @Override
    public JsonObject whole(String model, String text) {
        var message = Json.object().add("role", "assistant").add("content", text);
        var choice = Json.object().add("index", 0).add("message", message).add("finish_reason", "stop");
        return completion("chat.completion", model)
                .add("choices", Json.array().add(choice))
                .add("usage", usage())
                .build();
    }

    @Override
    public List<String> stream(String model, String text) {
        var events = new ArrayList<String>();
        for (var word : text.split("(?<= )")) {
            events.add(chunk(model, Json.object().add("content", word), JsonValue.NULL));
        }
        events.add(chunk(model, Json.object(), Json.string("stop")));
        var last = completion("chat.completion.chunk", model)
                .add("choices", Json.array())
                .add("usage", usage());
        events.add("data: " + Json.text(last.build()) + "\n\n");
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static String chunk(String model, JsonObjectBuilder delta, JsonValue finish) {
        var choice = Json.object().add("index", 0).add("delta", delta).add("finish_reason", finish);
        var chunk = completion("chat.completion.chunk", model)
                .add("choices", Json.array().add(choice));
        return "data: " + Json.text(chunk.build()) + "\n\n";
    }

    private static JsonObjectBuilder completion(String object, String model) {
        return Json.object()
                .add("id", "chatcmpl-simulated")
                .add("object", object)
                .add("created", 0)
                .add("model", model);
    }

    private static JsonObjectBuilder usage() {
        return Json.object()
                .add("prompt_tokens", 10)
                .add("completion_tokens", 20)
                .add("total_tokens", 30);
    }
}
