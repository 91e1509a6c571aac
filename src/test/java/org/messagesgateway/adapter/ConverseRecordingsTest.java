package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.messages.StreamGrammar;
import org.messagesgateway.provider.Translation;

/** Runs recorded traffic through the adapter, where a folder of it lies beside the project. */
@RecordedDialect
@DisplayName("converse")
class ConverseRecordingsTest {

    @TestFactory
    @DisplayName("answers")
    Stream<DynamicTest> everyRecordedAnswerBecomesAMessage() throws IOException {
        return Recordings.of("converse", ConverseRecordingsTest::whyNot).stream()
                .filter(record -> !Recordings.isStream(record))
                .map(record -> DynamicTest.dynamicTest(
                        record.getString("id"),
                        () -> checkAnswer(
                                model(record), record.getJsonObject("response").getJsonObject("body"))));
    }

    @TestFactory
    @DisplayName("streams")
    Stream<DynamicTest> everyRecordedStreamBecomesAMessagesStream() throws IOException {
        return Recordings.of("converse", ConverseRecordingsTest::whyNot).stream()
                .filter(Recordings::isStream)
                .map(record -> DynamicTest.dynamicTest(
                        record.getString("id"),
                        () -> checkStream(
                                model(record), record.getJsonObject("response").getJsonObject("stream"))));
    }

    private static @Nullable String whyNot(JsonObject record) {
        var path = record.getJsonObject("request").getString("path");
        return path.endsWith("/count-tokens") ? "of converse: counts of tokens, not answers" : null;
    }

    @TestFactory
    @DisplayName("requests")
    Stream<DynamicTest> everyRecordedRequestBecomesAConverseRequest() throws IOException {
        return Recordings.of("inbound").stream()
                .filter(record -> record.getJsonObject("request").get("body") instanceof JsonObject)
                .map(record -> DynamicTest.dynamicTest(
                        record.getString("id"),
                        () -> ConverseCase.MODELS.forEach(model -> checkRequest(
                                model, record.getJsonObject("request").getJsonObject("body")))));
    }

    @TestFactory
    @DisplayName("errors")
    Stream<DynamicTest> everyRecordedErrorHasItsMeaning() throws IOException {
        return Recordings.of("errors").stream()
                .filter(record -> record.getString("dialect").equals("converse"))
                .map(record -> DynamicTest.dynamicTest(
                        record.getString("id"), () -> checkError(record.getJsonObject("response"))));
    }

    private static String model(JsonObject record) {
        var path = record.getJsonObject("request").getString("path");
        var segment = path.replaceAll("^/model/|/converse(-stream)?$", "");
        return URLDecoder.decode(segment, StandardCharsets.UTF_8);
    }

    private static void checkRequest(String model, JsonObject body) {
        try {
            ConverseRequestRules.check(model, ConverseCase.body(model, Json.text(body)));
        } catch (ApiException e) {
            assertThat(e.error().status()).isEqualTo(400);
            assertThat(e.error().message()).containsAnyOf("cannot be given", "max_tokens: Field required");
        }
    }

    private static void checkError(JsonObject response) {
        var headers = Headers.builder();
        response.getJsonObject("headers").forEach((name, value) -> headers.add(name, text(value)));
        var body = Json.bytes(response.get("body"));
        var error = ConverseCase.translate(ConverseCase.PROMPT)
                .error(new UpstreamResponse(response.getInt("status"), headers.build(), body));
        var words = Json.text(response.get("body"));
        if (words.contains("model identifier")) {
            assertThat(error.status() + error.message()).isEqualTo("404model: claude-test");
        } else if (words.contains("security token")) {
            assertThat(error.status()).isEqualTo(401);
        } else {
            assertThat(words).contains("Input Tokens Exceeded");
            assertThat(error.status()).isEqualTo(400);
            assertThat(error.message()).startsWith("prompt is too long");
        }
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    private static void checkAnswer(String model, JsonObject body) {
        var answer = ChatCase.answer(translate(model), Json.text(body));
        check(model, body, answer);
        checkBytes(model, ConverseAggregate.events(body), answer);
    }

    private static void checkStream(String model, JsonObject stream) {
        var body = ConverseAggregate.answer(stream.getJsonArray("events").getValuesAs(JsonObject.class));
        var answer = ChatCase.answer(translate(model), Json.text(body));
        check(model, body, answer);
        checkBytes(model, Base64.getDecoder().decode(stream.getString("eventstream_base64")), answer);
    }

    /** A stream of the same answer adds up to it. */
    private static void checkBytes(String model, byte[] bytes, JsonObject answer) {
        var events = new RecordedStream(() -> translate(model), bytes).check();
        assertThat(StreamGrammar.check(events))
                .as("a good stream: %s", events.get(events.size() - 1))
                .isTrue();
        var streamed = Json.text(Json.parseObject(MessageWriter.json(ChatCase.accumulated(events))));
        assertThat(Recordings.withoutIds(streamed)).isEqualTo(Recordings.withoutIds(Json.text(answer)));
    }

    private static Translation translate(String model) {
        return ConverseCase.translate(model, ConverseCase.PROMPT);
    }

    /** Usage, stop reason and content are the record's, and the content goes back as it came. */
    private static void check(String model, JsonObject body, JsonObject answer) {
        var usage = answer.getJsonObject("usage");
        var recorded = body.getJsonObject("usage");
        var prompt = recorded.getInt("inputTokens")
                + recorded.getInt("cacheReadInputTokens", 0)
                + recorded.getInt("cacheWriteInputTokens", 0);
        assertThat(usage.getInt("input_tokens")
                        + usage.getInt("cache_read_input_tokens")
                        + usage.getInt("cache_creation_input_tokens"))
                .isEqualTo(prompt);
        assertThat(usage.getInt("output_tokens")).isEqualTo(recorded.getInt("outputTokens"));
        assertThat(answer.getString("stop_reason")).isEqualTo(stop(body));
        var next = GeminiCase.next(ConverseCase.PROMPT, answer, results(answer));
        var request = ConverseCase.body(model, next);
        ConverseRequestRules.check(model, request);
        var replayed = ConverseCase.array(ConverseCase.content(request, 1));
        assertThat(replayed).isEqualTo(ConverseCase.array(ConverseAggregate.replayable(model, body)));
    }

    private static String stop(JsonObject body) {
        var reason = body.getString("stopReason");
        return switch (reason) {
            case "guardrail_intervened" -> "refusal";
            default -> reason;
        };
    }

    private static JsonArray results(JsonObject answer) {
        var turn = Json.array().add(Json.object().add("type", "text").add("text", "Go on."));
        for (var block : answer.getJsonArray("content").getValuesAs(JsonObject.class)) {
            if (block.getString("type").equals("tool_use")) {
                turn.add(Json.object()
                        .add("type", "tool_result")
                        .add("tool_use_id", block.getString("id"))
                        .add("content", "ok"));
            }
        }
        return turn.build();
    }
}
