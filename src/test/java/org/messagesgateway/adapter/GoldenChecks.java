package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.messagesgateway.golden.Golden;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorWriter;
import org.messagesgateway.messages.EventWriter;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamGrammar;
import org.messagesgateway.provider.Translation;

/**
 * What is checked of every dialect's fixtures.
 *
 * @param streamEnding of the names of streams
 * @param framing what such a file's text stands for
 * @param translate a request that a scenario's answer is for
 */
record GoldenChecks(
        String dialect,
        String streamEnding,
        Function<String, byte[]> framing,
        Function<String, Translation> translate) {

    /** Of a dialect that streams server-sent events. */
    GoldenChecks(String dialect, Function<String, Translation> translate) {
        this(dialect, ".sse", text -> text.getBytes(StandardCharsets.UTF_8), translate);
    }

    private static final String REQUEST_ID = "req_test";

    static void request(Translation translation, Path input, String ending) {
        var request = translation.request();
        var headers = Json.object();
        request.headers().forEach((name, value) -> headers.add(name, value.replace("secret", "***")));
        var dropped = Json.array();
        translation.dropped().forEach(dropped::add);
        var call = Json.object()
                .add("method", request.method())
                .add("uri", request.uri().toString())
                .add("headers", headers)
                .add("body", Json.parse(request.body()))
                .add("dropped", dropped);
        Golden.check(input, ending, Golden.pretty(call.build()));
    }

    Stream<DynamicTest> responses() {
        return tests("responses", ".json", (scenario, input) -> {
            var answer = ChatCase.answer(translate.apply(scenario), Golden.text(input));
            Golden.check(input, ".messages.json", Golden.pretty(answer));
        });
    }

    Stream<DynamicTest> streams() {
        return tests("streams", streamEnding, this::stream);
    }

    private void stream(String scenario, Path input) {
        var bytes = framing.apply(Golden.text(input));
        var whole = ChatCase.stream(translate.apply(scenario), bytes, 0);
        StreamGrammar.check(whole);
        Golden.check(input, ".messages.sse", written(whole));
        for (var size : List.of(1, 2, 3, 7)) {
            var pieces = ChatCase.stream(translate.apply(scenario), bytes, size);
            assertThat(written(pieces)).as("in pieces of %d", size).isEqualTo(written(whole));
        }
    }

    private static String written(List<StreamEvent> events) {
        return Golden.withoutIds(events.stream()
                .map(event -> new String(EventWriter.sse(event, REQUEST_ID), StandardCharsets.UTF_8))
                .collect(Collectors.joining()));
    }

    Stream<DynamicTest> errors() {
        return Stream.concat(tests("errors", ".json", this::error), tests("errors", ".txt", this::error));
    }

    private void error(String scenario, Path input) {
        var status = Integer.parseInt(scenario.substring(0, 3));
        var error = translate.apply(scenario).error(ChatCase.response(status, Golden.text(input)));
        Golden.check(input, ".messages.json", Golden.pretty(envelope(error)));
    }

    private static JsonObject envelope(ApiError error) {
        return Json.object()
                .add("status", error.status())
                .add("body", Json.parse(ErrorWriter.json(error, REQUEST_ID)))
                .build();
    }

    private interface Check {
        void run(String scenario, Path input);
    }

    private Stream<DynamicTest> tests(String kind, String ending, Check check) {
        return Golden.inputs(kind + "/" + dialect, ending).stream()
                .map(input -> DynamicTest.dynamicTest(
                        Golden.scenario(input), () -> check.run(Golden.scenario(input), input)));
    }

    /** What is there, for a check that nothing mandatory is missing. */
    static List<String> scenarios(String folder, String ending) {
        return Golden.inputs(folder, ending).stream().map(Golden::scenario).toList();
    }
}
