package org.messagesgateway.adapter;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.messagesgateway.json.Json;

/** Requests as no client should send them, but some do: any blocks in any order, results without calls and the reverse. */
final class RandomHistory {

    private static final List<String> NAMES = List.of(
            "clock", "mcp__a-server.with.dots__and-a-name-that-is-much-longer-than-sixty-four-letters", "日付", "x");

    private final Random random;
    private final List<String> ids = new ArrayList<>();

    private RandomHistory(Random random) {
        this.random = random;
    }

    /** The request that belongs to {@code seed}. */
    static String of(int seed) {
        return Json.text(new RandomHistory(new Random(seed)).request().build());
    }

    private JsonObjectBuilder request() {
        var messages = Json.array();
        for (var turn = random.nextInt(8); turn >= 0; turn--) {
            messages.add(turn());
        }
        messages.add(Json.object().add("role", "user").add("content", "Go on."));
        var request = Json.object()
                .add("model", "m")
                .add("max_tokens", random.nextInt(5000))
                .add("messages", messages);
        if (random.nextBoolean()) {
            request.add("tools", tools());
        }
        if (random.nextBoolean()) {
            request.add("thinking", Json.object().add("type", random.nextBoolean() ? "adaptive" : "disabled"));
        }
        return request;
    }

    private JsonArrayBuilder tools() {
        var tools = Json.array();
        for (var name : NAMES.subList(0, 1 + random.nextInt(NAMES.size()))) {
            tools.add(Json.object()
                    .add("name", name)
                    .add("input_schema", Json.object().add("type", "object")));
        }
        return tools;
    }

    private JsonObjectBuilder turn() {
        var role = List.of("user", "assistant", "assistant", "user", "system").get(random.nextInt(5));
        var content = Json.array();
        for (var block = random.nextInt(5); block >= 0; block--) {
            content.add(
                    switch (role) {
                        case "user" -> userBlock();
                        case "assistant" -> assistantBlock();
                        default -> text();
                    });
        }
        return Json.object().add("role", role).add("content", content);
    }

    private JsonObjectBuilder userBlock() {
        return switch (random.nextInt(4)) {
            case 0 -> result();
            case 1 -> Json.object().add("type", "image").add("source", source("image/png", "iVBORw0KGgo="));
            case 2 ->
                Json.object()
                        .add("type", "document")
                        .add(
                                "source",
                                Json.object()
                                        .add("type", "text")
                                        .add("media_type", "text/plain")
                                        .add("data", "A page."));
            default -> text();
        };
    }

    private JsonObjectBuilder result() {
        var result = Json.object().add("type", "tool_result").add("tool_use_id", id());
        return switch (random.nextInt(4)) {
            case 0 -> result;
            case 1 -> result.add("content", "done").add("is_error", true);
            case 2 ->
                result.add(
                        "content",
                        Json.array()
                                .add(text())
                                .add(Json.object()
                                        .add("type", "image")
                                        .add("source", source("image/jpeg", "/9j/4A=="))));
            default -> result.add("content", "done");
        };
    }

    /** One that a call has had, if there was any, now and then. */
    private String id() {
        return ids.isEmpty() || random.nextInt(4) == 0 ? "toolu_nobody" : ids.get(random.nextInt(ids.size()));
    }

    private JsonObjectBuilder assistantBlock() {
        return switch (random.nextInt(4)) {
            case 0 -> call();
            case 1 ->
                Json.object()
                        .add("type", "thinking")
                        .add("thinking", "Hm.")
                        .add(
                                "signature",
                                List.of("", "EqQBclaude", "gw1.nobody.YWJj", "gw1.gemini.YWJj")
                                        .get(random.nextInt(4)));
            case 2 -> Json.object().add("type", "redacted_thinking").add("data", "EqQBredacted");
            default -> text();
        };
    }

    private JsonObjectBuilder call() {
        var id = List.of("toolu_" + random.nextInt(100), "functions.clock:0", "call_" + random.nextInt(100))
                .get(random.nextInt(3));
        ids.add(id);
        return Json.object()
                .add("type", "tool_use")
                .add("id", id)
                .add("name", NAMES.get(random.nextInt(NAMES.size())))
                .add("input", Json.object().add("a", random.nextInt()));
    }

    private JsonObjectBuilder text() {
        return Json.object()
                .add("type", "text")
                .add("text", List.of("", " ", "Word.").get(random.nextInt(3)));
    }

    private static JsonObjectBuilder source(String mediaType, String data) {
        return Json.object().add("type", "base64").add("media_type", mediaType).add("data", data);
    }
}
