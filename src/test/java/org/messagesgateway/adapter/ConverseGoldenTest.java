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
import org.messagesgateway.testing.AwsEventStream;

class ConverseGoldenTest {

    private static final GoldenChecks CHECKS =
            new GoldenChecks("converse", ".events", AwsEventStream::of, ConverseCase::ofScenario);

    /** Names of files by model, beside Nova, which has none. */
    private static final Map<String, String> MODELS = Map.of(
            "claude", ConverseCase.CLAUDE,
            "claude-4-6", "global.anthropic.claude-sonnet-4-6",
            "gpt-oss", ConverseCase.GPT,
            "nova-2", "us.amazon.nova-2-lite-v1:0",
            "qwen", "qwen.qwen3-32b-v1:0",
            "llama", "us.meta.llama4-maverick-17b-instruct-v1:0",
            "titan", "amazon.titan-text-lite-v1");

    /** Which models a request is translated for, beside Nova, where they differ from it. */
    private static final Map<String, List<String>> ALSO_FOR = Map.ofEntries(
            Map.entry("basic", List.of("claude")),
            Map.entry("cache-everywhere", List.of("claude")),
            Map.entry("tools-gone", List.of("claude")),
            Map.entry("system", List.of("titan")),
            Map.entry("maximal", List.of("claude", "claude-4-6")),
            Map.entry("cache-control", List.of("claude", "gpt-oss")),
            Map.entry("claude-code", List.of("claude", "gpt-oss")),
            Map.entry("stop-sequences", List.of("claude", "llama")),
            Map.entry("structured-output", List.of("claude-4-6", "llama")),
            Map.entry("tools", List.of("llama")),
            Map.entry("tool-result-image", List.of("claude", "llama")),
            Map.entry("thinking", List.of("claude", "claude-4-6", "gpt-oss", "nova-2", "qwen")),
            Map.entry("thinking-effort", List.of("claude", "claude-4-6", "gpt-oss", "nova-2", "qwen")),
            Map.entry("thinking-disabled", List.of("claude-4-6", "gpt-oss", "nova-2")),
            Map.entry("thinking-forced-tool", List.of("claude")),
            Map.entry("thinking-history", List.of("claude")));

    @TestFactory
    Stream<DynamicTest> requests() {
        var tests = new ArrayList<DynamicTest>();
        for (var input : inputs()) {
            tests.add(request(input, ConverseCase.NOVA, ".converse.json"));
            for (var model : ALSO_FOR.getOrDefault(Golden.scenario(input), List.of())) {
                tests.add(request(input, MODELS.get(model), ".converse-" + model + ".json"));
            }
        }
        return tests.stream();
    }

    /** Those of all dialects, but the one with an image by URL, which Bedrock does not fetch; and those of its own. */
    private static List<Path> inputs() {
        var inputs = new ArrayList<>(Golden.inputs("requests", ".json"));
        inputs.removeIf(input -> Golden.scenario(input).equals("image"));
        inputs.addAll(Golden.inputs("requests/converse", ".json"));
        return inputs;
    }

    private static DynamicTest request(Path input, String model, String ending) {
        return DynamicTest.dynamicTest(Golden.scenario(input) + " for " + model, () -> {
            var translation = ConverseCase.translate(model, Golden.text(input));
            ConverseRequestRules.check(model, ChatCase.body(translation));
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
    void everyMandatoryScenarioIsThere() {
        assertThat(GoldenChecks.scenarios("streams/converse", ".events"))
                .contains(
                        "text",
                        "tool",
                        "parallel-tools",
                        "parallel-tools-interleaved",
                        "thinking",
                        "error-midway",
                        "truncated");
        assertThat(GoldenChecks.scenarios("responses/converse", ".json"))
                .contains(
                        "stop-max-tokens",
                        "stop-content-filtered",
                        "stop-guardrail",
                        "stop-context-window",
                        "claude-stop-sequence",
                        "usage-cached");
        assertThat(GoldenChecks.scenarios("errors/converse", ".json").stream().map(name -> name.substring(0, 3)))
                .contains("400", "401", "403", "404", "408", "413", "424", "429", "500", "503");
    }
}
