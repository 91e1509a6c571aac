package org.messagesgateway.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The fixtures under {@code src/test/resources/golden}: what goes in, and what has to come out. With {@code
 * -Dgolden=update} what came out is written instead, and the test fails, so that nothing blesses itself.
 */
public final class Golden {

    private static final Path ROOT = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** The files in a folder with this ending, that are no expectations, in order of name. */
    public static List<Path> inputs(String folder, String ending) {
        try (var files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .filter(file -> file.getFileName().toString().indexOf('.')
                            == file.getFileName().toString().length() - ending.length())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String scenario(Path input) {
        var name = input.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares with the expectation beside {@code input}, whose name ends in {@code ending} instead. */
    public static void check(Path input, String ending, String actual) {
        var expected = input.resolveSibling(scenario(input) + ending);
        if ("update".equals(System.getProperty("golden"))) {
            if (!Files.exists(expected) || !text(expected).equals(actual)) {
                write(expected, actual);
                fail("written: " + expected);
            }
            return;
        }
        assertThat(expected).exists();
        assertThat(actual).as(expected.toString()).isEqualTo(text(expected));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Indented, one newline at the end, ids that differ by run made equal. */
    public static String pretty(JsonValue value) {
        var out = new StringWriter();
        try (var writer = JsonProvider.provider()
                .createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(out)) {
            writer.write(value);
        }
        return withoutIds(out.toString().strip()) + "\n";
    }

    public static String pretty(String json) {
        try (JsonReader reader = JsonProvider.provider().createReader(new StringReader(json))) {
            return pretty(reader.readValue());
        }
    }

    public static String withoutIds(String text) {
        return text.replaceAll("(msg|toolu|srvtoolu_gw1)_[0-9a-f]{24}", "$1_generated");
    }
}
