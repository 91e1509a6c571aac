package org.messagesgateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.json.JsonCursor.Kind;

class StringScanTest {

    private static final String FAR_END = " ".repeat(100);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "seven67",
                "eight678",
                "a text that goes on for more than a word or two",
                "\\n\\t\\r\\b\\f\\/\\\\\\\"",
                "é世😀, and é again, so that each begins at some other byte of a word: é世😀",
                "\u007F"
            })
    void itPassesOverWhatAStringUsuallyHolds(String content) {
        var string = utf8(content + "\"" + FAR_END);
        assertThat(StringScan.pass(string, 0, string.length)).isEqualTo(utf8(content).length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u00e9", "\\x", "\n", "\0", "\u001F"})
    void itLeavesTheRestToTheParser(String special) {
        var string = utf8("some text, and then " + special + " and more of it\"" + FAR_END);
        assertThat(StringScan.pass(string, 0, string.length)).isEqualTo(20);
    }

    @Test
    void itReadsNothingBehindTheEnd() {
        var string = utf8("text \\n é世😀 text \\");
        for (int end = 0; end <= string.length; end++) {
            assertThat(StringScan.pass(Arrays.copyOf(string, end), 0, end)).isLessThanOrEqualTo(end);
        }
    }

    /** The library's own parser is the judge of what is JSON and of where it ends. */
    @Test
    void aStringEndsWhereTheLibrarySaysSoAndIsRefusedWhereItRefuses() throws IOException {
        var random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            var document = randomString(random);
            var expected = endByTheLibrary(document);
            assertThat(endByTheCursor(document))
                    .as(() -> new String(document, StandardCharsets.ISO_8859_1))
                    .isEqualTo(expected);
            refused += expected < 0 ? 1 : 0;
        }
        assertThat(refused).isBetween(2_000, 18_000);
    }

    private static byte[] randomString(Random random) {
        var usual = List.of("word ", "a", "\\n", "\\\\", "\\\"", "\\/", "é", "世界", "😀", "\\u00e9", "\\ud83d\\ude00");
        var string = new ByteArrayOutputStream();
        string.write('"');
        for (int pieces = random.nextInt(30); pieces > 0; pieces--) {
            string.writeBytes(utf8(usual.get(random.nextInt(usual.size()))));
            if (random.nextInt(40) == 0) {
                string.write(random.nextInt(256));
            }
        }
        string.writeBytes(utf8("\"" + " ".repeat(random.nextInt(20))));
        return string.toByteArray();
    }

    private static int endByTheCursor(byte[] document) {
        try (var cursor = new JsonCursor(document)) {
            assertThat(cursor.next()).isEqualTo(Kind.STRING);
            return cursor.end();
        } catch (JsonSyntaxException e) {
            return -1;
        }
    }

    private static int endByTheLibrary(byte[] document) throws IOException {
        try (var parser = new JsonFactory().createParser(document)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
            parser.finishToken();
            return (int) parser.currentLocation().getByteOffset();
        } catch (JsonParseException e) {
            return -1;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
