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
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.provider.Translation;

class ChatGoldenTest {

    private static final GoldenChecks CHECKS = new GoldenChecks("chat", ChatGoldenTest::ofScenario);

    /** Which providers' profiles a request is translated for, beside OpenAI's, where they differ from it. */
    private static final Map<String, List<String>> ALSO_FOR = Map.ofEntries(
            Map.entry("system", List.of("deepseek")),
            Map.entry("tools", List.of("mistral", "perplexity")),
            Map.entry("tool-result", List.of("mistral")),
            Map.entry("tool-result-image", List.of("deepseek")),
            Map.entry("document", List.of("mistral")),
            Map.entry("thinking", List.of("openai-reasoning", "openrouter", "deepseek", "zai", "qwen", "mistral")),
            Map.entry("thinking-effort", List.of("openai-reasoning", "openrouter", "deepseek")),
            Map.entry("thinking-disabled", List.of("openai-reasoning", "deepseek", "qwen", "openrouter")),
            Map.entry("thinking-forced-tool", List.of("openai-reasoning", "deepseek")),
            Map.entry("thinking-history", List.of("deepseek", "openrouter", "mistral", "vllm")),
            Map.entry("structured-output-loose", List.of("deepseek")),
            Map.entry("cache-control", List.of("openrouter")),
            Map.entry("claude-code", List.of("deepseek", "openrouter", "openai-reasoning")));

    private static Translation translate(String variant, String body) {
        return switch (variant) {
            case "openai" -> ChatCase.translate(ChatCase.profile("openai"), "gpt-4o", body);
            case "openai-reasoning" -> ChatCase.translate(ChatCase.profile("openai"), "gpt-5.4", body);
            case "openrouter" -> ChatCase.translate(ChatCase.profile("openrouter"), "anthropic/claude", body);
            default -> ChatCase.translate(variant, body);
        };
    }

    @TestFactory
    Stream<DynamicTest> requests() {
        var tests = new ArrayList<DynamicTest>();
        for (var input : Golden.inputs("requests", ".json")) {
            var scenario = Golden.scenario(input);
            tests.add(test(scenario, () -> checkRequest(input, "openai", ".chat.json")));
            for (var variant : ALSO_FOR.getOrDefault(scenario, List.of())) {
                var ending = ".chat-" + variant + ".json";
                tests.add(test(scenario + " for " + variant, () -> checkRequest(input, variant, ending)));
            }
        }
        return tests.stream();
    }

    private static DynamicTest test(String name, org.junit.jupiter.api.function.Executable check) {
        return DynamicTest.dynamicTest(name, check);
    }

    private static void checkRequest(Path input, String variant, String ending) {
        GoldenChecks.request(translate(variant, Golden.text(input)), input, ending);
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

    private static Translation ofScenario(String scenario) {
        var keepsDetails = scenario.equals("reasoning-details") || scenario.equals("thinking-both-fields");
        return ChatCase.translate(keepsDetails ? "openrouter" : "openai", ChatCase.PROMPT);
    }

    /** An answer, and the same answer as a stream of one chunk, of two, and of one for every character. */
    @Test
    void streamedEqualsNotStreamed() {
        for (var input : Golden.inputs("responses/chat", ".json")) {
            var scenario = Golden.scenario(input);
            var body = Json.parseObject(Golden.text(input));
            var answer = Json.parseObject(answer(ofScenario(scenario), Json.text(body)));
            var streamed = ChatCase.stream(ofScenario(scenario), ChatCase.sse(Json.text(body)));
            var joined = Json.parseObject(MessageWriter.json(ChatCase.accumulated(streamed)));
            assertThat(Golden.pretty(joined)).as(scenario).isEqualTo(Golden.pretty(answer));
        }
    }

    private static byte[] answer(Translation translation, String body) {
        try {
            return translation.answer(ChatCase.response(200, body));
        } catch (ApiException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    @Test
    void everyMandatoryScenarioIsThere() {
        assertThat(GoldenChecks.scenarios("requests", ".json"))
                .contains("basic", "system", "multi-turn", "tools", "tool-result", "tool-result-error", "image")
                .contains("thinking", "stop-sequences");
        assertThat(GoldenChecks.scenarios("streams/chat", ".sse"))
                .contains("text", "tool", "parallel-tools", "thinking", "error-midway", "truncated");
        assertThat(GoldenChecks.scenarios("responses/chat", ".json"))
                .contains("stop-length", "stop-content-filter", "stop-refusal", "stop-sequence", "usage-cached");
        assertThat(GoldenChecks.scenarios("errors/chat", ".json").stream().map(name -> name.substring(0, 3)))
                .contains("400", "401", "403", "404", "413", "429", "500", "503");
    }
}
