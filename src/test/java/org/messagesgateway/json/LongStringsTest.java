package org.messagesgateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.json.JsonCursor.Kind;

class LongStringsTest {

    private static final String LONG = "long \\\" ".repeat(20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':'LONG'}",
                "{'a':'short','b':'LONG','c':['LONG','','LONG',{'LONG':'LONG'}],'d':'LONGäöü\\n世界LONG'}",
                "\uFEFF { 'a' :\n'LONG' , 'b' : 12.5 , 'c' : [ true, null, 'LONG' ] } "
            })
    void aDocumentThatWasReadBeforeSaysTheSame(String template) {
        var document = bytes(template);
        var read = Json.parseObject(document, noted(document));

        assertThat(read).isEqualTo(Json.parseObject(document));
        assertThat(Json.text(read)).isEqualTo(Json.text(Json.parseObject(document)));
    }

    @Test
    void whatWasNotedOfAnotherDocumentIsNotUsed() {
        var document = bytes("{'a':'LONG'}");
        var other = bytes("{'a':'LONGLONG','b':1}");

        assertThat(Json.parseObject(other, noted(document))).isEqualTo(Json.parseObject(other));
    }

    @Test
    void onlyLongStringsAreNoted() {
        var document = bytes("{'a':'short','LONG':['LONG']}");
        var start = new String(document, StandardCharsets.UTF_8).indexOf("[\"") + 2;
        var read = noted(document).read();

        assertThat(read.endOf(6)).isEqualTo(-1);
        assertThat(read.endOf(start)).isEqualTo(document.length - 2);
        assertThat(read.endOf(start + 1)).isEqualTo(-1);
    }

    @Test
    void anOutlineHasTheStartOfEachLongString() {
        var document = bytes("{'a':'gw1.LONG', 'b':['short','LONG'],'c':''}");

        assertThat(noted(document).outline(document))
                .isEqualTo(
                        "{'a':'gw1.long \\\" long', 'b':['short','long \\\" long \\\" '],'c':''}".replace('\'', '"'));
    }

    @Test
    void anOutlineOfAnotherDocumentIsAllOfIt() {
        assertThat(noted(bytes("{'a':'LONG'}")).outline(bytes("{'b':'LONG'}")))
                .isEqualTo(new String(bytes("{'b':'LONG'}"), StandardCharsets.ISO_8859_1));
    }

    private static LongStrings noted(byte[] document) {
        try (var cursor = JsonCursor.noting(document)) {
            while (cursor.next() != Kind.END) {
                cursor.skipValue();
            }
            return cursor.strings();
        }
    }

    private static byte[] bytes(String template) {
        return template.replace('\'', '"').replace("LONG", LONG).getBytes(StandardCharsets.UTF_8);
    }
}
