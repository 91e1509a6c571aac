package org.messagesgateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEditsTest {

    private static final Set<String> NONE = Set.of();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Located at(Located root, String... path) {
        var value = root;
        for (var name : path) {
            value = name.matches("\\d+")
                    ? value.children().get(Integer.parseInt(name))
                    : value.member(name).orElseThrow();
        }
        return value;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}|a|{}",
                "{ \"a\" : 1 , \"b\" : [ ] }|a|{ \"b\" : [ ] }",
                "{ \"a\" : 1 , \"b\" : [ ] }|b|{ \"a\" : 1 }",
                "{\"a\":1,\"b\":\"x\\u0041\",\"c\":1.50e3}|b|{\"a\":1,\"c\":1.50e3}",
                "{\"a\":1,\"b\":2,\"c\":3}|a b|{\"c\":3}",
                "{\"a\":1,\"b\":2,\"c\":3}|b c|{\"a\":1}",
                "{\"a\":1,\"b\":2,\"c\":3}|a c|{\"b\":2}",
                "{\"a\":1,\"b\":2}|a b|{}",
                "{\"a\":\"é\",\"b\":2}|a|{\"b\":2}"
            })
    void membersGoWithTheirComma(String document, String keys, String expected) {
        var root = Located.of(bytes(document), NONE);
        var edits = new JsonEdits(bytes(document), root);
        for (var key : keys.split(" ")) {
            edits.remove(at(root, key));
        }
        assertThat(new String(edits.result(), StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @Test
    void whatLosesAllThatItHeldGoesAsAWhole() {
        var document = "{\"a\":{\"b\":[1,2]},\"c\":[[]],\"d\":{}}";
        var root = Located.of(bytes(document), NONE);
        var edits = new JsonEdits(bytes(document), root);
        edits.remove(at(root, "a", "b", "0"));
        edits.remove(at(root, "a", "b", "1"));
        assertThat(new String(edits.result(), StandardCharsets.UTF_8)).isEqualTo("{\"c\":[[]],\"d\":{}}");
    }

    @Test
    void membersAreAddedBeforeTheOthers() {
        var document = "{ \"a\":{\"x\":1} ,\"b\":{}}";
        var root = Located.of(bytes(document), NONE);
        var edits = new JsonEdits(bytes(document), root);
        edits.remove(at(root, "a", "x"));
        edits.add(at(root, "a"), "y", Json.number(2));
        edits.add(at(root, "b"), "z", Json.string("\""));
        edits.add(root, "n", JsonValue.NULL);
        assertThat(new String(edits.result(), StandardCharsets.UTF_8))
                .isEqualTo("{\"n\":null, \"a\":{\"y\":2} ,\"b\":{\"z\":\"\\\"\"}}");
    }

    @Test
    void withoutAChangeTheDocumentIsItself() {
        var document = bytes("{ }");
        assertThat(new JsonEdits(document, Located.of(document, NONE)).result()).isSameAs(document);
    }

    @Test
    void opaqueMembersAreNotLookedInto() {
        var root = Located.of(bytes("{\"input\":{\"a\":[1]},\"b\":{\"input\":[1]}}"), Set.of("input"));
        assertThat(at(root, "input").children()).isEmpty();
        assertThat(at(root, "b", "input").children()).isEmpty();
        assertThat(Json.text(at(root, "b", "input").json())).isEqualTo("[1]");
    }

    /** The tokens that stay are the same bytes in the same order, whatever is removed. */
    @Test
    void allOtherTokensStayAsTheyAre() {
        var random = new Random(7);
        for (var round = 0; round < 500; round++) {
            var text = new StringBuilder();
            object(random, text, 0);
            var document = bytes(text.toString());
            var root = Located.of(document, NONE);
            var edits = new JsonEdits(document, root);
            var kept = new ArrayList<String>();
            choose(random, root, edits);
            tokens(document, root, edits, kept);
            var result = edits.result();
            var after = new ArrayList<String>();
            tokens(result, Located.of(result, NONE), null, after);
            assertThat(after).as(text.toString()).isEqualTo(kept);
        }
    }

    private static void choose(Random random, Located value, JsonEdits edits) {
        for (var child : value.children()) {
            if (random.nextInt(4) == 0) {
                edits.remove(child);
            } else {
                choose(random, child, edits);
            }
        }
    }

    private static void tokens(byte[] document, Located value, JsonEdits edits, List<String> into) {
        for (var child : value.children()) {
            if (edits == null || !edits.isGone(child)) {
                into.add(child.key());
                if (child.children().isEmpty()) {
                    var span = child.span();
                    into.add(new String(document, span.start(), span.end() - span.start(), StandardCharsets.UTF_8));
                } else {
                    tokens(document, child, edits, into);
                    into.add("end");
                }
            }
        }
    }

    private static void object(Random random, StringBuilder text, int depth) {
        text.append('{').append(blank(random));
        for (int i = 0, size = random.nextInt(5); i < size; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(blank(random))
                    .append("\"k\\u00e9\\n")
                    .append(i)
                    .append("\"");
            text.append(blank(random)).append(':').append(blank(random));
            value(random, text, depth + 1);
            text.append(blank(random));
        }
        text.append('}');
    }

    private static void value(Random random, StringBuilder text, int depth) {
        var scalars =
                List.of("1", "-0.50", "1E+2", "\"\"", "\"a\\\"b\\/é\\ud83d\\ude00\"", "true", "null", "[ ]", "{ }");
        if (depth > 4 || random.nextInt(3) > 0) {
            text.append(scalars.get(random.nextInt(scalars.size())));
        } else if (random.nextBoolean()) {
            object(random, text, depth);
        } else {
            text.append('[');
            for (int i = 0, size = random.nextInt(4); i < size; i++) {
                text.append(i == 0 ? "" : " ,");
                value(random, text, depth + 1);
            }
            text.append(" ]");
        }
    }

    private static String blank(Random random) {
        return List.of("", "", " ", "\n\t").get(random.nextInt(4));
    }
}
