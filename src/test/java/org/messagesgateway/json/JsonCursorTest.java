package org.messagesgateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.json.JsonCursor.Kind;

class JsonCursorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\"",
                "\"\"",
                "\"\\u0078\\\"\"",
                "\"é😀\"",
                "\"\\ud83d\\ude00\"",
                "12",
                "-1.5e3",
                "true",
                "null",
                "\"a long text that does not fit into any small buffer, and then some more of it, é\""
            })
    void aScalarsPlaceIsItsBytes(String scalar) {
        for (var before : new String[] {"{\"k\":", "{ \"é\" : {\"z\":[1, 2]}, \"k\" :\n ", "\uFEFF{\"k\":"}) {
            var document = (before + scalar + " , \"z\":1}").getBytes(StandardCharsets.UTF_8);
            try (var cursor = new JsonCursor(document)) {
                cursor.next();
                while (cursor.next() == Kind.KEY && !cursor.text().equals("k")) {
                    cursor.next();
                    cursor.skipValue();
                }
                cursor.next();
                var span = cursor.scalar();
                assertThat(new String(document, span.start(), span.end() - span.start(), StandardCharsets.UTF_8))
                        .isEqualTo(scalar);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1",
                "[1,]",
                "{\"a\":1,}",
                "{'a':1}",
                "NaN",
                "01",
                "\"\n\"",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"\\u0062\":2}}",
                "tru",
                "/* x */ 1"
            })
    void whatIsNotJsonIsRefusedWhileItIsSkipped(String document) {
        assertThatThrownBy(() -> {
                    try (var cursor = new JsonCursor(document.getBytes(StandardCharsets.UTF_8))) {
                        if (cursor.next() == Kind.END) {
                            throw new JsonSyntaxException("empty");
                        }
                        cursor.skipValue();
                        cursor.next();
                    }
                })
                .isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void theMessageNeverQuotesTheText() {
        assertThatThrownBy(() -> Json.parse("{\"password\":secret}"))
                .hasMessageContaining("line 1")
                .hasMessageNotContaining("secret");
    }
}
