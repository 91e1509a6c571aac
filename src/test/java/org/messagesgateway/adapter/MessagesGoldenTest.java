package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.golden.Golden;
import org.messagesgateway.testing.BinaryStream;

class MessagesGoldenTest {

    private static final List<String> SCENARIOS = List.of(
            "basic",
            "claude-code",
            "maximal",
            "stream",
            "structured-output",
            "thinking-effort",
            "thinking-history",
            "tool-choice-of-dropped-tool",
            "tool-reference",
            "tools-strict");

    @TestFactory
    Stream<DynamicTest> requests() {
        var tests = new ArrayList<DynamicTest>();
        for (var input : Golden.inputs("requests", ".json")) {
            if (SCENARIOS.contains(Golden.scenario(input))) {
                for (var host : List.of("vertex", "bedrock", "ollama")) {
                    tests.add(DynamicTest.dynamicTest(
                            Golden.scenario(input) + " for " + host, () -> request(input, host)));
                }
            }
        }
        return tests.stream();
    }

    private static void request(Path input, String host) {
        var translation = MessagesCase.translate(host, Golden.text(input), MessagesCase.BETAS);
        GoldenChecks.request(translation, input, ".messages-" + host + ".json");
    }

    /** Each stream comes as server-sent events and, the same, in the chunks of a binary stream. */
    @TestFactory
    Stream<DynamicTest> streams() {
        return Golden.inputs("streams/messages", ".sse").stream()
                .map(input -> DynamicTest.dynamicTest(Golden.scenario(input), () -> stream(input)));
    }

    private static void stream(Path input) {
        var sse = Golden.text(input);
        var whole = told("anthropic", sse.getBytes(StandardCharsets.UTF_8), 0);
        Golden.check(input, ".messages.sse", whole);
        for (var size : List.of(1, 2, 3, 7)) {
            assertThat(told("anthropic", sse.getBytes(StandardCharsets.UTF_8), size))
                    .isEqualTo(whole);
        }
        var unwrapped =
                whole.replaceAll(",\"amazon-bedrock-[^}]*}", "").replace("upstream anthropic", "upstream bedrock");
        for (var size : List.of(0, 1, 2, 3, 7)) {
            assertThat(told("bedrock", BinaryStream.of(sse), size))
                    .as("in a binary stream, in pieces of %d", size)
                    .isEqualTo(unwrapped);
        }
    }

    private static String told(String host, byte[] bytes, int size) {
        return MessagesCase.told(ChatCase.stream(MessagesCase.translate(host, MessagesCase.PROMPT), bytes, size));
    }

    @TestFactory
    Stream<DynamicTest> errors() {
        return new GoldenChecks("messages", scenario -> MessagesCase.translate("vertex", MessagesCase.PROMPT)).errors();
    }

    @TestFactory
    Stream<DynamicTest> responses() {
        return new GoldenChecks("messages", scenario -> MessagesCase.translate("bedrock", MessagesCase.PROMPT))
                .responses();
    }

    @Test
    void everyMandatoryScenarioIsThere() {
        assertThat(GoldenChecks.scenarios("streams/messages", ".sse"))
                .contains("text", "tool", "thinking", "error-midway", "truncated", "no-usage");
        assertThat(GoldenChecks.scenarios("errors/messages", ".json").stream().map(name -> name.substring(0, 3)))
                .contains("400", "401", "402", "403", "404", "413", "429", "500", "503", "529");
    }
}
