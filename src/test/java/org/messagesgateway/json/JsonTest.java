package org.messagesgateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,2.5,-3e2,true,false,null,\"x\"],\"b\":{}}",
                "[]",
                "\"\\u0000\\\"\"",
                "7",
                "1E+2",
                "0.000001"
            })
    void whatIsReadIsWrittenAgain(String document) {
        assertThat(Json.parse(Json.text(Json.parse(document)))).isEqualTo(Json.parse(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e10000",
                "1e1000000000",
                "1e99999999999",
                "-1e-99999999999",
                "1e2147483647",
                "1e-2147483648",
                "1e9999999999999999999999"
            })
    void aNumberBeyondEveryRangeIsRefused(String number) {
        assertThatThrownBy(() -> Json.parse("{\"a\":" + number + "}")).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void aLongNumberIsRefused() {
        assertThat(Json.parse("9".repeat(1000))).hasToString("9".repeat(1000));
        assertThatThrownBy(() -> Json.parse("9".repeat(1001))).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void aDeepDocumentIsRefused() {
        assertThat(Json.parse("[".repeat(500) + "]".repeat(500)).asJsonArray()).hasSize(1);
        assertThatThrownBy(() -> Json.parse("[".repeat(501) + "]".repeat(501))).isInstanceOf(JsonSyntaxException.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000))).isInstanceOf(JsonSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "1 2", "[] x", "{}]"})
    void oneDocumentIsOneValue(String document) {
        assertThatThrownBy(() -> Json.parse(document)).isInstanceOf(JsonSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"plain\"",
                "\"äöü 世界 👋\"",
                "\"a\\n\\\"b\\\"\\\\\\/\\u00e4\\ud83d\\udc4b\"",
                "\"half a pair: \\ud83d\""
            })
    void aStringThatWasReadIsWrittenAsItCame(String document) {
        assertThat(Json.text(Json.parse(document))).isEqualTo(document);
        assertThat(Json.text(Json.parse("[" + document + "]"))).isEqualTo("[" + document + "]");
    }

    @Test
    void aStringSaysWhatItsEscapesMean() {
        var read = (JsonString) Json.parse("\"a\\n\\\"b\\\"\\\\\\/\\u00e4\\ud83d\\udc4b 世界\"");
        assertThat(read.getString()).isEqualTo("a\n\"b\"\\/ä👋 世界");
        assertThat(read).isEqualTo(Json.string(read.getString())).hasSameHashCodeAs(Json.string(read.getString()));
        assertThat(Json.string(read.getString())).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\x\"", "\"\\u12g4\"", "\"a\nb\"", "\"open", "\"open\\\"", "[\"a\u0000b\"]"})
    void aBrokenStringIsRefusedThoughNobodyReadsIt(String document) {
        assertThatThrownBy(() -> Json.parse(document)).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void bytesThatAreNoTextAreRefusedThoughNobodyReadsThem() {
        assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xC3, '"'}))
                .isInstanceOf(JsonSyntaxException.class);
        assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xFF, '"'}))
                .isInstanceOf(JsonSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83d", "\ud83db", "\udc4b", "\udc4b\ud83d", "\ud83d\ud83d\udc4b", "👋\udc4b"})
    void halfOfAPairIsWrittenAsAnEscape(String halves) {
        var longer = "long enough for more than one buffer ".repeat(1000) + halves;
        for (var text : List.of(halves, longer)) {
            assertThat(Json.parse(Json.bytes(Json.string(text)))).isEqualTo(Json.string(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "[{\"b\":{\"a\":1,\"c\":2,\"\\u0061\":null}}]"})
    void aRepeatedKeyIsRefusedHoweverItIsWritten(String document) {
        assertThatThrownBy(() -> Json.parse(document))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessageStartingWith("not valid JSON at line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"note: x\"", "\"note:\"", "\"n\\u006fte: x\"", "\"\\u006eote:\\n\"", "\"note:\\n\""})
    void howAStringBeginsIsKnownWhateverItsEscapes(String document) {
        assertThat(Json.startsWith((JsonString) Json.parse(document), "note:")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"note\"", "\"Note: x\"", "\"n\\u0070te: x\"", "\"nöte: x\"", "\" note:\""})
    void aStringThatBeginsOtherwiseDoesNot(String document) {
        assertThat(Json.startsWith((JsonString) Json.parse(document), "note:")).isFalse();
        assertThat(Json.startsWith(Json.string("not"), "note:")).isFalse();
    }

    @Test
    void aSingleStringIsJoinedAsItCameAndSeveralAsWhatTheySay() {
        var one = (JsonString) Json.parse("\"\\u00e4\"");
        assertThat(Json.joined(", ", List.of(one))).isSameAs(one);
        assertThat(Json.joined(", ", List.of(one, Json.string("b"))).getString())
                .isEqualTo("ä, b");
        assertThat(Json.joined(", ", List.of()).getString()).isEmpty();
    }

    @Test
    void aDocumentInAStringIsItsText() {
        var document = Json.parse("{\"a\":\"q\\\"\\\\n 👋\"}");
        assertThat(Json.quoted(document)).isEqualTo(Json.string(Json.text(document)));
        assertThat(Json.parse(Json.text(Json.quoted(document)))).isEqualTo(Json.quoted(document));
    }

    @Test
    void emptinessIsKnownWithoutReading() {
        assertThat(Json.isEmpty((JsonString) Json.parse("\"\""))).isTrue();
        assertThat(Json.isEmpty((JsonString) Json.parse("\"\\u0000\""))).isFalse();
        assertThat(Json.isEmpty(Json.string(""))).isTrue();
    }
}
