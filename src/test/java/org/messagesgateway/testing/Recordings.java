package org.messagesgateway.testing;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.messagesgateway.json.Json;

/** Recorded traffic, where a folder of it lies beside the project. */
public final class Recordings {

    private static final Path FOLDER = Path.of("..", "shared", "recordings");

    private Recordings() {}

    /** The records of the files whose names start so; without the folder, the test is skipped. */
    public static List<JsonObject> named(String start) throws IOException {
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
}
