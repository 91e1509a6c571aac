package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.messagesgateway.config.ConverseProfile.ReasoningContent;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.AwsEventStream;

/** What a plain reading makes of recorded streams and answers: one from the other, and what of it goes back. */
final class ConverseAggregate {

    private final Map<Integer, StringBuilder> texts = new TreeMap<>();
    private final Map<Integer, JsonObject> starts = new TreeMap<>();
    private final Map<Integer, StringBuilder> inputs = new TreeMap<>();
    private final Map<Integer, String[]> thoughts = new TreeMap<>();
    private final Map<Integer, String> redacted = new TreeMap<>();
    private JsonObject stop = Json.object().build();
    private JsonObject metadata = Json.object().build();

    private ConverseAggregate() {}

    /** The answer that a stream's events add up to. */
    static JsonObject answer(List<JsonObject> events) {
        var all = new ConverseAggregate();
        events.forEach(event ->
                all.read(event.getJsonObject("headers").getString(":event-type"), event.getJsonObject("payload")));
        return all.answer();
    }

    private void read(String type, JsonObject payload) {
        var index = payload.getInt("contentBlockIndex", 0);
        switch (type) {
            case "contentBlockStart" -> starts.put(index, payload.getJsonObject("start"));
            case "contentBlockDelta" -> delta(index, payload.getJsonObject("delta"));
            case "messageStop" -> stop = payload;
            case "metadata" -> metadata = payload;
            default -> {}
        }
    }

    private void delta(int index, JsonObject delta) {
        if (delta.get("text") instanceof JsonString text) {
            texts.computeIfAbsent(index, key -> new StringBuilder()).append(text.getString());
        }
        if (delta.get("toolUse") instanceof JsonObject call) {
            inputs.computeIfAbsent(index, key -> new StringBuilder()).append(call.getString("input"));
        }
        if (delta.get("reasoningContent") instanceof JsonObject thought) {
            if (thought.containsKey("redactedContent")) {
                redacted.put(index, thought.getString("redactedContent"));
                return;
            }
            var parts = thoughts.computeIfAbsent(index, key -> new String[] {"", ""});
            parts[0] += thought.getString("text", "");
            parts[1] += thought.getString("signature", "");
        }
    }

    private JsonObject answer() {
        var blocks = new TreeMap<Integer, JsonObject>();
        texts.forEach((index, text) ->
                blocks.put(index, Json.object().add("text", text.toString()).build()));
        thoughts.forEach((index, parts) -> blocks.put(index, thought(parts)));
        redacted.forEach((index, data) -> blocks.put(
                index,
                Json.object()
                        .add("reasoningContent", Json.object().add("redactedContent", data))
                        .build()));
        starts.forEach((index, start) -> blocks.put(index, started(index, start)));
        var content = ConverseBlocks.array(new ArrayList<>(blocks.values()));
        return Json.object(stop)
                .add("output", Json.object().add("message", Json.object().add("content", content)))
                .add("usage", metadata.getJsonObject("usage"))
                .build();
    }

    private static JsonObject thought(String[] parts) {
        var readable = Json.object().add("text", parts[0]);
        if (!parts[1].isEmpty()) {
            readable.add("signature", parts[1]);
        }
        return Json.object()
                .add("reasoningContent", Json.object().add("reasoningText", readable))
                .build();
    }

    private JsonObject started(int index, JsonObject start) {
        if (!(start.get("toolUse") instanceof JsonObject call)) {
            return start;
        }
        var input = inputs.getOrDefault(index, new StringBuilder("{}")).toString();
        return Json.object()
                .add("toolUse", Json.object(call).add("input", Json.parseObject(input.isEmpty() ? "{}" : input)))
                .build();
    }

    /** The answer as a stream, each block's text in two pieces. */
    static byte[] events(JsonObject answer) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(AwsEventStream.event("messageStart {\"role\":\"assistant\"}"));
        var index = 0;
        for (var block : content(answer)) {
            write(index++, block, bytes);
        }
        var stop = Json.object().add("stopReason", answer.getString("stopReason"));
        bytes.writeBytes(AwsEventStream.event("messageStop " + Json.text(stop.build())));
        var usage = Json.object().add("usage", answer.getJsonObject("usage")).build();
        bytes.writeBytes(AwsEventStream.event("metadata " + Json.text(usage)));
        return bytes.toByteArray();
    }

    private static void write(int index, JsonObject block, ByteArrayOutputStream bytes) {
        if (block.get("toolUse") instanceof JsonObject call) {
            var start = Json.object(call).remove("input");
            event(
                    "contentBlockStart",
                    index,
                    "start",
                    Json.object().add("toolUse", start).build(),
                    bytes);
            var input = Json.object().add("input", Json.text(call.getJsonObject("input")));
            delta(index, Json.object().add("toolUse", input).build(), bytes);
        } else if (block.get("reasoningContent") instanceof JsonObject thought) {
            var readable = Json.objectOrNull(thought, "reasoningText");
            if (readable == null) {
                delta(index, block, bytes);
            } else {
                readable.forEach((key, value) -> delta(
                        index,
                        Json.object()
                                .add("reasoningContent", Json.object().add(key, value))
                                .build(),
                        bytes));
            }
        } else if (block.containsKey("citationsContent")) {
            for (var text : cited(block)) {
                delta(index, text, bytes);
            }
        } else if (block.get("text") instanceof JsonString string) {
            var text = string.getString();
            var half = text.length() / 2;
            for (var piece : List.of(text.substring(0, half), text.substring(half))) {
                delta(index, Json.object().add("text", piece).build(), bytes);
            }
        }
        event("contentBlockStop", index, "x", Json.object().build(), bytes);
    }

    private static void delta(int index, JsonObject delta, ByteArrayOutputStream bytes) {
        event("contentBlockDelta", index, "delta", delta, bytes);
    }

    private static void event(String type, int index, String member, JsonObject value, ByteArrayOutputStream bytes) {
        var payload = Json.object().add("contentBlockIndex", index).add(member, value);
        bytes.writeBytes(AwsEventStream.event(type + " " + Json.text(payload.build())));
    }

    /** The blocks that the next request to the same model holds again. */
    static List<JsonObject> replayable(String model, JsonObject answer) {
        var profile = ChatCase.profile("bedrock").model(model).converse();
        var blocks = new ArrayList<JsonObject>();
        for (var block : content(answer)) {
            if (block.get("toolUse") instanceof JsonObject call) {
                if (!call.getString("type", "").equals("server_tool_use")) {
                    blocks.add(ordered(call));
                }
            } else if (block.get("reasoningContent") instanceof JsonObject thought) {
                if (profile.reasoningContent() != ReasoningContent.NONE) {
                    blocks.add(ordered(block, thought));
                }
            } else if (block.containsKey("citationsContent")) {
                var text = new StringBuilder();
                cited(block).forEach(part -> text.append(part.getString("text")));
                add(text.toString(), blocks);
            } else {
                add(block.getString("text", ""), blocks);
            }
        }
        return blocks;
    }

    private static void add(String text, List<JsonObject> blocks) {
        if (!text.isBlank()) {
            blocks.add(ConverseBlocks.text(text));
        }
    }

    private static JsonObject ordered(JsonObject call) {
        var json = Json.object()
                .add("toolUseId", call.getString("toolUseId"))
                .add("name", call.getString("name"))
                .add("input", call.get("input"));
        return Json.object().add("toolUse", json).build();
    }

    private static JsonObject ordered(JsonObject block, JsonObject thought) {
        var readable = Json.objectOrNull(thought, "reasoningText");
        return readable == null
                ? block
                : thought(new String[] {readable.getString("text"), readable.getString("signature", "")});
    }

    private static List<JsonObject> cited(JsonObject block) {
        var cited = block.getJsonObject("citationsContent").getJsonArray("content");
        return cited == null ? List.of() : cited.getValuesAs(JsonObject.class);
    }

    private static List<JsonObject> content(JsonObject answer) {
        return answer.getJsonObject("output")
                .getJsonObject("message")
                .getJsonArray("content")
                .getValuesAs(JsonObject.class);
    }
}
