package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.Translation;

/** One request through the gemini adapter, as tests say it. */
final class GeminiCase {

    static final String NEWEST = "gemini-3-flash-preview";
    static final String PROMPT = ChatCase.PROMPT;

    /** A model of every generation. */
    static final List<String> MODELS =
            List.of(NEWEST, "gemini-3-pro-preview", "gemini-2.5-flash", "gemini-2.5-pro", "gemini-2.0-flash");

    private GeminiCase() {}

    static Translation translate(String model, String body) {
        return ChatCase.translate(new GeminiAdapter(), ChatCase.profile("gemini"), model, body);
    }

    static Translation translate(String body) {
        return translate(NEWEST, body);
    }

    static JsonObject body(String model, String body) {
        return ChatCase.body(translate(model, body));
    }

    /** Chunks as a stream; there is no mark at its end. */
    static String sse(String... chunks) {
        var sse = new StringBuilder();
        for (var chunk : chunks) {
            sse.append("data: ").append(chunk).append("\r\n\r\n");
        }
        return sse.toString();
    }

    /** The request after {@code request}, with the answer and the client's next turn behind it. */
    static String next(String request, JsonObject answer, JsonArray turn) {
        var body = Json.parseObject(request);
        var messages = Json.array();
        body.getJsonArray("messages").forEach(messages::add);
        messages.add(Json.object().add("role", "assistant").add("content", answer.getJsonArray("content")));
        messages.add(Json.object().add("role", "user").add("content", turn));
        return Json.text(Json.object(body).add("messages", messages).build());
    }
}
