package org.messagesgateway.it;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.messagesgateway.json.Json;

/** A rich request, damaged: in its bytes, or in its values. The same seed gives the same damages. */
final class Mutations {

    private static final String RICH =
            """
            {"model":"%s","max_tokens":64,"stream":%s,"temperature":0.5,"top_p":0.9,"top_k":5,
             "system":[{"type":"text","text":"Be kind","cache_control":{"type":"ephemeral"}}],
             "stop_sequences":["a","b"],"metadata":{"user_id":"u"},"service_tier":"auto",
             "thinking":{"type":"enabled","budget_tokens":1024},"output_config":{"effort":"low"},
             "tools":[{"name":"weather","description":"d","input_schema":{"type":"object","properties":{
               "city":{"type":"string"}},"required":["city"]}},{"type":"web_search_20250305","name":"web_search"}],
             "tool_choice":{"type":"auto","disable_parallel_tool_use":true},
             "messages":[{"role":"user","content":[{"type":"text","text":"Hi é😀"},
               {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]},
              {"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"},
               {"type":"text","text":"x"},{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Ulm"}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","is_error":false,
                "content":[{"type":"text","text":"rain"}]},{"type":"text","text":"more"}]},
              {"role":"system","content":"s"},{"role":"user","content":"plain"}]}""";

    private static final List<String> SCRAPS = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\\",
            "null",
            "true",
            "-",
            "1e999",
            "1e99999999999",
            "\\u0000",
            "\\ud800",
            "\r\n",
            "\u0000",
            "9999999999999999999",
            "\"type\":",
            "{\"type\":\"text\"}",
            "é",
            "\u2028");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e30",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[null]",
            "{\"type\":\"text\"}",
            "{\"type\":\"tool_use\"}",
            "{\"type\":\"unknown\"}",
            "[[[]]]",
            "\"\\ud800\"",
            "\"\\u0000\\r\\n\"",
            "99999999999999999999");

    private final byte[][] plain;
    private final JsonObject[] parsed;
    private final Random random;

    Mutations(String model, Random random) {
        var texts = List.of(RICH.formatted(model, false), RICH.formatted(model, true));
        this.plain = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.parsed = texts.stream().map(Json::parseObject).toArray(JsonObject[]::new);
        this.random = random;
    }

    byte[] next() {
        if (random.nextBoolean()) {
            return Json.bytes(damaged(parsed[random.nextInt(parsed.length)]));
        }
        var body = plain[random.nextInt(plain.length)];
        for (int i = random.nextInt(3); i >= 0; i--) {
            body = damaged(body);
        }
        return body;
    }

    /** With a byte changed, a piece cut out or repeated, or a scrap put in. */
    private byte[] damaged(byte[] body) {
        int at = random.nextInt(Math.max(1, body.length));
        int end = Math.min(body.length, at + random.nextInt(40));
        var out = new ByteArrayOutputStream(body.length + 40);
        out.write(body, 0, at);
        switch (random.nextInt(4)) {
            case 0 -> out.write(random.nextInt(256));
            case 1 -> end = Math.max(end, at + 1);
            case 2 -> {
                out.write(body, at, end - at);
                end = at;
            }
            default -> out.writeBytes(SCRAPS.get(random.nextInt(SCRAPS.size())).getBytes(StandardCharsets.UTF_8));
        }
        int rest = Math.min(body.length, Math.max(at, end));
        out.write(body, rest, body.length - rest);
        return out.toByteArray();
    }

    /** With one value, somewhere inside, put in the place of another. */
    private JsonValue damaged(JsonValue value) {
        if (value instanceof JsonObject object && !object.isEmpty()) {
            var key = object.keySet().stream()
                    .skip(random.nextInt(object.size()))
                    .findFirst()
                    .orElseThrow();
            var copy = Json.object(object);
            return random.nextInt(8) == 0
                    ? copy.remove(key).build()
                    : copy.add(key, deeper(object.get(key))).build();
        }
        if (value instanceof JsonArray array && !array.isEmpty()) {
            int place = random.nextInt(array.size());
            var copy = Json.array();
            IntStream.range(0, array.size()).forEach(i -> copy.add(i == place ? deeper(array.get(i)) : array.get(i)));
            return copy.build();
        }
        return Json.parse(VALUES.get(random.nextInt(VALUES.size())));
    }

    private JsonValue deeper(JsonValue value) {
        return random.nextInt(5) == 0 ? Json.parse(VALUES.get(random.nextInt(VALUES.size()))) : damaged(value);
    }
}
