package org.messagesgateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.adapter.Recordings;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequestReader;
import org.messagesgateway.testing.Inbounds;

/** Holds estimates against the counts that providers gave, where a folder of recorded traffic lies beside the project. */
@Tag("recordings")
class TokenRecordingsTest {

    private static final double LEAST = 0.95;
    private static final double MOST_IN_THE_MIDDLE = 1.35;

    record Sample(String id, JsonObject body, long truth) {

        double ratio() {
            var request = MessagesRequestReader.readPrompt(Inbounds.unread(Json.bytes(body), "m"));
            return (double) TokenEstimate.close(request, body.getString("model")) / truth;
        }
    }

    /** For those without a count of their own: Chat Completions, and Responses' own counts. */
    @TestFactory
    Stream<DynamicTest> noEstimateForAnotherDialectIsMoreThanFivePercentTooLow() throws IOException {
        return Stream.concat(OpenAiPrompts.of("chat"), OpenAiPrompts.of("responses"))
                .map(sample -> new Sample(sample.id(), sample.body(), sample.tokens()))
                .map(sample -> DynamicTest.dynamicTest(
                        sample.id, () -> assertThat(sample.ratio()).isGreaterThanOrEqualTo(LEAST)));
    }

    @TestFactory
    Stream<DynamicTest> noEstimateIsMoreThanFivePercentTooLow() throws IOException {
        return samples().stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.id, () -> assertThat(sample.ratio()).isGreaterThanOrEqualTo(LEAST)));
    }

    @Test
    void mostEstimatesAreNotMuchTooHigh() throws IOException {
        var ratios = samples().stream().map(Sample::ratio).sorted().toList();
        assertThat(ratios).hasSizeGreaterThan(200);
        var middle = ratios.get(ratios.size() / 2);
        System.getLogger(getClass().getName())
                .log(Level.INFO, "{0} estimates for Claude, the median is {1} of the count", ratios.size(), middle);
        assertThat(middle).isBetween(1.0, MOST_IN_THE_MIDDLE);
    }

    private static List<Sample> samples() throws IOException {
        var samples = new ArrayList<Sample>();
        for (var record : Recordings.of("messages")) {
            var request = Json.objectOrNull(record, "request");
            if (request != null
                    && request.get("body") instanceof JsonObject body
                    && whyNot(record, body).isEmpty()) {
                truth(record).ifPresent(truth -> samples.add(new Sample(record.getString("id"), body, truth)));
            }
        }
        return samples;
    }

    /** Why a record's count says nothing about its request. */
    private static Optional<String> whyNot(JsonObject record, JsonObject body) {
        var features = record.getJsonArray("features");
        var request = Json.text(body);
        if (features.contains(Json.string("shortened"))) {
            return Optional.of("the recording is shorter than the request was");
        }
        if (features.contains(Json.string("server_tool_calls")) || features.contains(Json.string("web_search"))) {
            return Optional.of("what the provider's own tools brought is counted too");
        }
        if (request.contains("\"type\":\"url\",\"url\":") && request.contains("\"document\"")) {
            return Optional.of("nobody knows how long the document behind a URL is");
        }
        if (request.contains("signature_REDACTED") || request.contains("encrypted_content_REDACTED")) {
            return Optional.of("the recording has left out what was encrypted");
        }
        return record.getString("id").equals("openin-63469100bd")
                ? Optional.of("its numbers are made up: 'Hello!' has no hundred tokens")
                : Optional.empty();
    }

    private static Optional<Long> truth(JsonObject record) {
        var response = record.getJsonObject("response");
        var stream = Json.objectOrNull(response, "stream");
        if (stream == null) {
            var body = response.getJsonObject("body");
            return body.containsKey("input_tokens") ? Optional.of(Json.count(body, "input_tokens")) : total(body);
        }
        return Recordings.events(stream.getString("sse")).stream()
                .filter(event -> event.getString("type", "").equals("message_start"))
                .findFirst()
                .flatMap(event -> total(event.getJsonObject("message")));
    }

    /** What came out of a cache is part of the prompt. */
    private static Optional<Long> total(JsonObject message) {
        var usage = Json.objectOrNull(message, "usage");
        var total = Json.count(usage, "input_tokens")
                + Json.count(usage, "cache_creation_input_tokens")
                + Json.count(usage, "cache_read_input_tokens");
        return usage == null || usage.get("iterations") instanceof JsonArray all && all.size() > 1 || total == 0
                ? Optional.empty()
                : Optional.of(total);
    }
}
