package org.messagesgateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
