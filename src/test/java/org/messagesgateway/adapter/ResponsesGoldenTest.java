package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
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
import org.messagesgateway.provider.Translation;

class ResponsesGoldenTest {

    private static final GoldenChecks CHECKS =
            new GoldenChecks("responses", scenario -> ResponsesCase.translate(ChatCase.PROMPT));

    /** Which other targets a request is translated for, beside a model of OpenAI's that thinks. */
    private static final Map<String, List<String>> ALSO_FOR = Map.of(
            "basic", List.of("azure"),
            "thinking", List.of("plain"),
            "thinking-disabled", List.of("plain", "o3"),
            "thinking-encrypted", List.of("plain", "azure"),
            "web-search", List.of("azure"),
            "maximal", List.of("plain"));

    private static Translation translate(String variant, String body) {
        return switch (variant) {
            case "azure" -> ResponsesCase.translate("azure", "gpt-5", body);
            case "plain" -> ResponsesCase.translate("openai", "gpt-4o", body);
            case "o3" -> ResponsesCase.translate("openai", "o3", body);
            default -> ResponsesCase.translate(body);
        };
    }

    @TestFactory
    Stream<DynamicTest> requests() {
        var tests = new ArrayList<DynamicTest>();
        for (var input : Golden.inputs("requests", ".json")) {
            var scenario = Golden.scenario(input);
            var body = Golden.text(input);
            tests.add(DynamicTest.dynamicTest(
                    scenario, () -> GoldenChecks.request(translate("", body), input, ".responses.json")));
            for (var variant : ALSO_FOR.getOrDefault(scenario, List.of())) {
                var ending = ".responses-" + variant + ".json";
                tests.add(DynamicTest.dynamicTest(
                        scenario + " for " + variant,
                        () -> GoldenChecks.request(translate(variant, body), input, ending)));
            }
        }
        return tests.stream();
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

    /** An answer, and the same answer as a stream that tells nothing before its end, or each item whole. */
    @Test
    void streamedEqualsNotStreamed() {
        for (var input : Golden.inputs("responses/responses", ".json")) {
            var body = Json.parseObject(Golden.text(input));
            var answer = ChatCase.answer(ResponsesCase.translate(ChatCase.PROMPT), Json.text(body));
            for (var itemsToo : List.of(false, true)) {
                var events =
                        ChatCase.stream(ResponsesCase.translate(ChatCase.PROMPT), ResponsesCase.sse(body, itemsToo));
                var joined = Json.parseObject(MessageWriter.json(ChatCase.accumulated(events)));
                assertThat(Golden.pretty(joined)).as(Golden.scenario(input)).isEqualTo(Golden.pretty(answer));
            }
        }
    }

    /** A stream with all its deltas is what its last event says when nothing came before. */
    @Test
    void whatStreamedEqualsWhatTheLastEventTells() {
        for (var input : Golden.inputs("streams/responses", ".sse")) {
            var scenario = Golden.scenario(input);
            var last = ResponsesCase.lastResponse(Golden.text(input));
            if (scenario.matches("error.*|truncated.*|.*untold.*|.*broken.*|.*overlap.*") || last == null) {
                continue;
            }
            var streamed =
                    ChatCase.accumulated(ChatCase.stream(ResponsesCase.translate(ChatCase.PROMPT), Golden.text(input)));
            var answer = ChatCase.answer(ResponsesCase.translate(ChatCase.PROMPT), Json.text(last));
            assertThat(pretty(Json.parseObject(MessageWriter.json(streamed))))
                    .as(scenario)
                    .isEqualTo(pretty(answer));
        }
    }

    private static String pretty(JsonObject message) {
        return Golden.pretty(message);
    }

    @Test
    void everyMandatoryScenarioIsThere() {
        assertThat(GoldenChecks.scenarios("streams/responses", ".sse"))
                .contains("text", "tool", "parallel-tools", "thinking", "error-midway", "truncated")
                .contains("tool-arguments-only-in-done", "missing-added", "overlap", "untold-until-completed");
        assertThat(GoldenChecks.scenarios("responses/responses", ".json"))
                .contains("text", "tool-calls", "thinking", "stop-max-tokens", "stop-content-filter", "stop-refusal")
                .contains("usage-cached");
        assertThat(GoldenChecks.scenarios("errors/responses", ".json").stream().map(name -> name.substring(0, 3)))
                .contains("400", "401", "403", "404", "413", "429", "500", "503");
    }
}
