package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.golden.Golden;
import org.messagesgateway.golden.Printed;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.messages.StreamGrammar;

class GeminiGoldenTest {

    /** Which older models a request is translated for, beside the newest, where they differ from it. */
    private static final Map<String, List<String>> ALSO_FOR = Map.ofEntries(
            Map.entry("tools", List.of("2.0-flash")),
            Map.entry("tool-result", List.of("2.5-flash")),
            Map.entry("tool-result-image", List.of("2.5-flash")),
            Map.entry("thinking", List.of("2.0-flash", "2.5-flash", "2.5-pro")),
            Map.entry("thinking-effort", List.of("2.5-pro", "3-pro")),
            Map.entry("thinking-disabled", List.of("2.5-flash", "2.5-pro", "3-pro")),
            Map.entry("thinking-history", List.of("2.5-flash")),
            Map.entry("structured-output", List.of("2.0-flash")),
            Map.entry("claude-code", List.of("2.5-pro")));

    @TestFactory
    Stream<DynamicTest> requests() {
        var tests = new ArrayList<DynamicTest>();
        for (var input : Golden.inputs("requests", ".json")) {
            var scenario = Golden.scenario(input);
            tests.add(request(input, GeminiCase.NEWEST, ".gemini.json"));
            for (var generation : ALSO_FOR.getOrDefault(scenario, List.of())) {
                tests.add(request(input, "gemini-" + generation, ".gemini-" + generation + ".json"));
            }
        }
        return tests.stream();
    }

    private static DynamicTest request(Path input, String model, String ending) {
        return DynamicTest.dynamicTest(Golden.scenario(input) + " for " + model, () -> {
            var translation = GeminiCase.translate(model, Golden.text(input));
            GeminiRequestRules.check(model, ChatCase.body(translation));
            Golden.check(input, ending, Printed.call(translation));
        });
    }

    @TestFactory
    Stream<DynamicTest> responses() {
        return Golden.inputs("responses/gemini", ".json").stream()
                .map(input -> DynamicTest.dynamicTest(Golden.scenario(input), () -> {
                    var answer = ChatCase.answer(GeminiCase.translate(GeminiCase.PROMPT), Golden.text(input));
                    Golden.check(input, ".messages.json", Golden.pretty(answer));
                }));
    }

    @TestFactory
    Stream<DynamicTest> streams() {
        return Golden.inputs("streams/gemini", ".sse").stream()
                .map(input -> DynamicTest.dynamicTest(Golden.scenario(input), () -> checkStream(input)));
    }

    private static void checkStream(Path input) {
        var sse = Golden.text(input).getBytes(StandardCharsets.UTF_8);
        var whole = ChatCase.stream(GeminiCase.translate(GeminiCase.PROMPT), sse, 0);
        StreamGrammar.check(whole);
        Golden.check(input, ".messages.sse", Printed.events(whole));
        for (var size : List.of(1, 2, 3, 7)) {
            var pieces = ChatCase.stream(GeminiCase.translate(GeminiCase.PROMPT), sse, size);
            assertThat(Printed.events(pieces)).as("in pieces of %d", size).isEqualTo(Printed.events(whole));
        }
    }

    @TestFactory
    Stream<DynamicTest> errors() {
        var inputs = Stream.concat(
                Golden.inputs("errors/gemini", ".json").stream(), Golden.inputs("errors/gemini", ".txt").stream());
        return inputs.map(input -> DynamicTest.dynamicTest(Golden.scenario(input), () -> {
            var status = Integer.parseInt(Golden.scenario(input).substring(0, 3));
            var translation = GeminiCase.translate(GeminiCase.PROMPT);
            var error = translation.error(ChatCase.response(status, Golden.text(input)));
            Golden.check(input, ".messages.json", Printed.error(error));
        }));
    }

    @Test
    void streamedEqualsNotStreamed() {
        for (var input : Golden.inputs("responses/gemini", ".json")) {
            var document = Json.text(Json.parse(Golden.text(input)));
            var answer = ChatCase.answer(GeminiCase.translate(GeminiCase.PROMPT), document);
            var events = ChatCase.stream(GeminiCase.translate(GeminiCase.PROMPT), GeminiCase.sse(document));
            var joined = Json.parseObject(MessageWriter.json(ChatCase.accumulated(events)));
            assertThat(Golden.pretty(joined)).as(Golden.scenario(input)).isEqualTo(Golden.pretty(answer));
        }
    }

    @Test
    void everyMandatoryScenarioIsThere() {
        assertThat(scenarios("streams/gemini", ".sse"))
                .contains("text", "tool", "parallel-tools", "thinking", "error-midway", "truncated");
        assertThat(scenarios("responses/gemini", ".json"))
                .contains("stop-length", "stop-safety", "stop-blocked-prompt", "usage-cached");
        assertThat(scenarios("errors/gemini", ".json").stream().map(name -> name.substring(0, 3)))
                .contains("400", "401", "403", "404", "413", "429", "500", "503");
    }

    private static List<String> scenarios(String folder, String ending) {
        return Golden.inputs(folder, ending).stream().map(Golden::scenario).toList();
    }
}
