package org.messagesgateway.json;

import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What reading a request costs, side by side: by JSON-P's own reader and parser, and by ours on a streaming parser. Run
 * {@code main}; it prints medians of interleaved rounds.
 */
final class JsonReadBenchmark {

    private static final int ROUNDS = 41;
    private static final int REPEATS = 100;

    private JsonReadBenchmark() {}

    public static void main(String[] arguments) {
        var document = document();
        Map<String, Runnable> candidates = new LinkedHashMap<>();
        candidates.put(
                "JSON-P reader, whole tree", () -> jakarta.json.Json.createReader(new ByteArrayInputStream(document))
                        .readValue());
        candidates.put("Json.parse, whole tree", () -> Json.parse(document));
        candidates.put("JSON-P parser, events only", () -> events(document));
        candidates.put("JsonCursor, events only", () -> scan(document));
        var times = new LinkedHashMap<String, long[]>();
        candidates.keySet().forEach(name -> times.put(name, new long[ROUNDS]));
        for (int round = 0; round < ROUNDS; round++) {
            int current = round;
            candidates.forEach((name, candidate) -> times.get(name)[current] = time(candidate));
        }
        System.out.println(document.length + " bytes");
        times.forEach((name, values) -> System.out.printf("%-28s %5d µs%n", name, median(values)));
    }

    private static long time(Runnable candidate) {
        long start = System.nanoTime();
        for (int i = 0; i < REPEATS; i++) {
            candidate.run();
        }
        return (System.nanoTime() - start) / REPEATS / 1000;
    }

    /** Of the second half: the first warms up. */
    private static long median(long[] values) {
        var warm = Arrays.copyOfRange(values, ROUNDS / 2, ROUNDS);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static void events(byte[] document) {
        try (JsonParser parser = jakarta.json.Json.createParser(new ByteArrayInputStream(document))) {
            while (parser.hasNext()) {
                parser.next();
            }
        }
    }

    private static void scan(byte[] document) {
        try (var cursor = new JsonCursor(document)) {
            cursor.next();
            cursor.skipValue();
        }
    }

    /** The shape of an agent's request: a long system prompt, twenty tools, a history. */
    private static byte[] document() {
        var prose = "You are an assistant that writes code; \"quotes\", lines\nand umlauts äöü are part of it. ";
        var property = Json.object().add("type", "string").add("description", prose.repeat(3));
        var tools = Json.array();
        IntStream.range(0, 20)
                .forEach(i -> tools.add(Json.object()
                        .add("name", "tool_" + i)
                        .add("description", prose.repeat(20))
                        .add(
                                "input_schema",
                                Json.object()
                                        .add("type", "object")
                                        .add(
                                                "properties",
                                                Json.object()
                                                        .add("path", property)
                                                        .add("command", property)))));
        var messages = Json.array();
        IntStream.range(0, 100)
                .forEach(i -> messages.add(Json.object()
                        .add("role", i % 2 == 0 ? "user" : "assistant")
                        .add(
                                "content",
                                Json.array()
                                        .add(Json.object().add("type", "text").add("text", prose.repeat(4))))));
        return Json.bytes(Json.object()
                .add("model", "claude")
                .add("max_tokens", 32_000)
                .add("system", prose.repeat(150))
                .add("tools", tools)
                .add("messages", messages)
                .build());
    }
}
