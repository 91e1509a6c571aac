package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.golden.Golden;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessageWriter;

class GeminiGoldenTest {

    private static final GoldenChecks CHECKS =
            new GoldenChecks("gemini", scenario -> GeminiCase.translate(GeminiCase.PROMPT));

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
            GoldenChecks.request(translation, input, ending);
        });
    }

    @TestFactory
    Stream<DynamicTest> responses() {
        return CHECKS.responses();
    }

    @TestFactory
    Stream<DynamicTest> streams() {
        return CHECKS.streams();
    }

    @TestFactory
    Stream<DynamicTest> errors() {
        return CHECKS.errors();
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
        assertThat(GoldenChecks.scenarios("streams/gemini", ".sse"))
                .contains("text", "tool", "parallel-tools", "thinking", "error-midway", "truncated");
        assertThat(GoldenChecks.scenarios("responses/gemini", ".json"))
                .contains("stop-length", "stop-safety", "stop-blocked-prompt", "usage-cached");
        assertThat(GoldenChecks.scenarios("errors/gemini", ".json").stream().map(name -> name.substring(0, 3)))
                .contains("400", "401", "403", "404", "413", "429", "500", "503");
    }
}
