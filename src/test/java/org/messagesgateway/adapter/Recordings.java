package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;

/** Recorded traffic, where a folder of it lies beside the project; tests that want it are skipped where not. */
public final class Recordings {

    private static final Path FOLDER = Path.of("..", "shared", "recordings");

    private static final Map<String, Set<String>> EXCLUDED = new TreeMap<>();

    private Recordings() {}

    /** The records of all files whose names begin so. */
    public static List<JsonObject> of(String start) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "no recordings at " + FOLDER);
        var records = new ArrayList<JsonObject>();
        try (var files = Files.newDirectoryStream(FOLDER, start + "*.jsonl")) {
            for (var file : files) {
                for (var line : Files.readAllLines(file)) {
                    records.add(Json.parseObject(line));
                }
            }
        }
        return records;
    }

    /** The same, but for those that {@code whyNot} has a reason for, which is printed with the table. */
    static List<JsonObject> of(String start, Function<JsonObject, @Nullable String> whyNot) throws IOException {
        var records = new ArrayList<JsonObject>();
        for (var record : of(start)) {
            var why = whyNot.apply(record);
            if (why == null) {
                records.add(record);
            } else {
                EXCLUDED.computeIfAbsent(why, reason -> new TreeSet<>()).add(record.getString("id"));
            }
        }
        return records;
    }

    /** The ids of what was not run, by the reason. */
    static Map<String, Set<String>> excluded() {
        return EXCLUDED;
    }

    static boolean isStream(JsonObject record) {
        return record.getJsonObject("response").containsKey("stream");
    }

    /** What a stream's {@code data} lines say; as the adapters: a line that is not JSON says nothing. */
    public static List<JsonObject> events(String sse) {
        var events = new ArrayList<JsonObject>();
        for (var line : sse.split("\r\n|\n|\r")) {
            if (line.startsWith("data:") && !line.contains("[DONE]")) {
                try {
                    events.add(Json.parseObject(line.substring(5).strip()));
                } catch (JsonSyntaxException e) {
                    // Says nothing.
                }
            }
        }
        return events;
    }

    static String withoutIds(String events) {
        return events.replaceAll("(msg|toolu|srvtoolu_gw1)_[0-9a-f]{24}", "$1_");
    }

    static String blankless(String text) {
        return text.replaceAll("\\s+", "");
    }
}
