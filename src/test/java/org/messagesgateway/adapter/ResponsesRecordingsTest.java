package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.Message;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.messages.StreamGrammar;

/** Runs recorded traffic through the Responses adapter, where a folder of it lies beside the project. */
@RecordedDialect
@DisplayName("responses")
class ResponsesRecordingsTest {

    @TestFactory
    @DisplayName("answers")
    Stream<DynamicTest> everyRecordedAnswerBecomesAMessage() throws IOException {
        return Recordings.of("responses", ResponsesRecordingsTest::whyNot).stream()
                .filter(record -> !Recordings.isStream(record))
                .map(record -> DynamicTest.dynamicTest(name(record), () -> checkAnswer(record)));
    }

    @TestFactory
    @DisplayName("streams")
    Stream<DynamicTest> everyRecordedStreamBecomesAMessagesStream() throws IOException {
        return Recordings.of("responses", ResponsesRecordingsTest::whyNot).stream()
                .filter(Recordings::isStream)
                .map(record -> DynamicTest.dynamicTest(name(record), () -> checkAnswer(record)));
    }

    private static @Nullable String whyNot(JsonObject record) {
        var isCount = record.getJsonObject("response").get("body") instanceof JsonObject body
                && body.getString("object", "").equals("response.input_tokens");
        return isCount ? "of responses: counts of tokens, not answers" : null;
    }

    private static String name(JsonObject record) {
        return record.getString("id") + " " + record.getString("provider");
    }

    @TestFactory
    @DisplayName("requests")
    Stream<DynamicTest> everyRecordedRequestBecomesAResponsesRequest() throws IOException {
        return Recordings.of("inbound").stream()
                .filter(record -> record.getJsonObject("request").get("body") instanceof JsonObject)
                .map(record -> DynamicTest.dynamicTest(
                        record.getString("id"),
                        () -> checkRequest(record.getJsonObject("request").getJsonObject("body"))));
    }

    private static void checkRequest(JsonObject body) {
        for (var model : List.of("gpt-4o", "o3", "gpt-5.4")) {
            for (var provider : List.of("openai", "azure")) {
                try {
                    var translation = ResponsesCase.translate(provider, model, Json.text(body));
                    ResponsesRequestRules.check(ChatCase.body(translation));
                } catch (ApiException e) {
                    assertThat(e.error().status()).isEqualTo(400);
                    assertThat(e.error().message()).containsAnyOf("cannot be given", "max_tokens: Field required");
                }
            }
        }
    }

    @TestFactory
    @DisplayName("errors")
    Stream<DynamicTest> everyRecordedErrorHasItsMeaning() throws IOException {
        return Recordings.of("errors").stream()
                .filter(record -> record.getString("dialect").equals("responses"))
                .map(record -> DynamicTest.dynamicTest(name(record), () -> checkError(record)));
    }

    private static void checkError(JsonObject record) {
        var response = record.getJsonObject("response");
        var status = response.getInt("status");
        var body = Json.text(response.get("body"));
        var error = ResponsesCase.translate(ChatCase.PROMPT).error(ChatCase.response(status, body));
        assertThat(error.message()).isNotEmpty().doesNotContain("sk-");
        assertThat(error.message()).startsWith(body.contains("context window") ? "prompt is too long: " : "");
        var isModel = body.contains("does not exist") || body.contains("Model not found");
        assertThat(error.status()).isEqualTo(isModel ? 404 : body.contains("Incorrect API key") ? 401 : status);
    }

    private static void checkAnswer(JsonObject record) {
        var response = record.getJsonObject("response");
        var stream = Json.objectOrNull(response, "stream");
        if (stream != null) {
            checkStream(stream.getString("sse"));
        } else {
            checkWhole(response.getJsonObject("body"));
        }
    }

    private static void checkWhole(JsonObject body) {
        var translation = ResponsesCase.translate(ChatCase.PROMPT);
        if (body.getString("status", "completed").equals("queued")) {
            assertThatThrownBy(() -> ChatCase.answer(translation, Json.text(body)))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refused -> assertThat(refused.error().status()).isEqualTo(502));
            return;
        }
        var answer = Json.text(ChatCase.answer(translation, Json.text(body)));
        for (var withItems : List.of(false, true)) {
            var message = ChatCase.accumulated(ChatCase.stream(translation, ResponsesCase.sse(body, withItems)));
            check(body, message);
            assertThat(Recordings.withoutIds(Json.text(Json.parse(MessageWriter.json(message)))))
                    .isEqualTo(Recordings.withoutIds(answer));
            checkRoundTrip(body, message);
        }
    }

    private static void checkStream(String sse) {
        var bytes = sse.getBytes(StandardCharsets.UTF_8);
        var events = new RecordedStream(() -> ResponsesCase.translate(ChatCase.PROMPT), bytes).check();
        assertThat(StreamGrammar.check(events))
                .as("a good stream: %s", events.get(events.size() - 1))
                .isTrue();
        var message = ChatCase.accumulated(events);
        check(lastOf(sse), message);
        checkRoundTrip(Json.object().add("output", done(sse)).build(), message);
    }

    /** What the last event tells; what it leaves out is told by the ends of items. */
    private static JsonObject lastOf(String sse) {
        var last = Objects.requireNonNull(ResponsesCase.lastResponse(sse));
        return isBare(last) ? Json.object(last).add("output", done(sse)).build() : last;
    }

    /** Items as they end; in the last event they are encrypted once more. */
    private static JsonArray done(String sse) {
        var done = Json.array();
        Recordings.events(sse).stream()
                .filter(event -> event.getString("type", "").equals("response.output_item.done"))
                .sorted(Comparator.comparing(event -> event.getInt("output_index", 0)))
                .forEach(event -> done.add(event.getJsonObject("item")));
        return done.build();
    }

    private static boolean isBare(JsonObject response) {
        return !(response.get("output") instanceof JsonArray output) || output.isEmpty();
    }

    private static void check(JsonObject response, Message message) {
        var expected = Expected.of(response.getJsonArray("output"));
        var text = new StringBuilder();
        var thinking = new StringBuilder();
        var calls = new ArrayList<String>();
        var sources = new ArrayList<String>();
        var searches = new ArrayList<String>();
        for (var block : message.content()) {
            if (block instanceof ContentBlock.Text part) {
                text.append(part.text());
                part.citations().forEach(citation -> sources.add(citation.getString("url")));
            } else if (block instanceof ContentBlock.ServerToolUse search) {
                searches.add(search.input().getString("query"));
            } else if (block instanceof ContentBlock.Thinking part) {
                thinking.append(part.thinking());
            } else if (block instanceof ContentBlock.ToolUse use) {
                calls.add(use.id() + use.name() + Json.text(use.input()));
            }
        }
        assertThat(Recordings.blankless(text.toString())).isEqualTo(Recordings.blankless(expected.text.toString()));
        assertThat(Recordings.blankless(thinking.toString()))
                .isEqualTo(Recordings.blankless(expected.thinking.toString()));
        assertThat(calls).isEqualTo(expected.calls);
        assertThat(sources).isEqualTo(expected.sources);
        assertThat(searches).isEqualTo(expected.searches);
        assertThat(message.usage().webSearches()).isEqualTo(expected.searches.size());
        assertThat(message.stopReason()).isEqualTo(expected.stop(response));
        var usage = Json.objectOrNull(response, "usage");
        if (usage != null) {
            assertThat(message.usage().input()
                            + message.usage().cacheRead()
                            + message.usage().cacheCreation())
                    .isEqualTo(usage.getJsonNumber("input_tokens").longValue());
            assertThat(message.usage().output())
                    .isEqualTo(usage.getJsonNumber("output_tokens").longValue());
        }
    }

    /** The answer, fed back: the upstream's reasoning, calls and words are its own again, in their order. */
    private static void checkRoundTrip(JsonObject response, Message message) {
        if (message.stopReason() == StopReason.MAX_TOKENS || message.content().isEmpty()) {
            return;
        }
        var answer = Json.parseObject(MessageWriter.json(message)).getJsonArray("content");
        var turns = Json.array()
                .add(Json.object().add("role", "user").add("content", "Hi"))
                .add(Json.object().add("role", "assistant").add("content", answer))
                .add(Json.object().add("role", "user").add("content", "Go on"));
        var next = Json.object(Json.parseObject(ChatCase.PROMPT))
                .add("messages", turns)
                .build();
        var body = ResponsesCase.body(Json.text(next));
        ResponsesRequestRules.check(body);
        assertThat(ownItems(body.getJsonArray("input"))).isEqualTo(ownItems(response.getJsonArray("output")));
    }

    /** Reasoning that can be given back, and calls, without what belongs to one answer only. */
    private static List<JsonObject> ownItems(JsonArray items) {
        var own = new ArrayList<JsonObject>();
        var pending = new ArrayList<JsonObject>();
        for (var item : items.getValuesAs(JsonObject.class)) {
            switch (item.getString("type")) {
                case "reasoning" -> {
                    var kept = withoutNulls(item, List.of("id", "status"));
                    if (kept.containsKey("encrypted_content") || hasAny(kept, "content")) {
                        pending.add(kept);
                    }
                }
                case "function_call" -> {
                    own.addAll(pending);
                    pending.clear();
                    var name = item.getString("name");
                    var input = inputOf(item.get("arguments"));
                    own.add(Json.object()
                            .add("name", name)
                            .add("input", input == null ? "" : Json.text(input))
                            .build());
                }
                case "message" -> {
                    if (item.getString("role").equals("assistant") && !isBlank(item)) {
                        own.addAll(pending);
                        pending.clear();
                    }
                }
                default -> {}
            }
        }
        return own;
    }

    private static boolean isBlank(JsonObject message) {
        return message.getJsonArray("content").getValuesAs(JsonObject.class).stream()
                .allMatch(part ->
                        part.getString("text", part.getString("refusal", "")).isBlank());
    }

    private static boolean hasAny(JsonObject item, String list) {
        return item.get(list) instanceof JsonArray array && !array.isEmpty();
    }

    private static JsonObject withoutNulls(JsonObject item, List<String> unkept) {
        var kept = Json.object().add("summary", JsonValue.EMPTY_JSON_ARRAY);
        item.forEach((key, value) -> {
            if (!unkept.contains(key) && value != JsonValue.NULL) {
                kept.add(key, value);
            }
        });
        return kept.build();
    }

    private static @Nullable JsonObject inputOf(JsonValue arguments) {
        try {
            var text = arguments instanceof JsonString string ? string.getString() : Json.text(arguments);
            return text.isBlank() || text.equals("null") ? JsonValue.EMPTY_JSON_OBJECT : Json.parseObject(text);
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    /** What a plain reading of the items says. */
    private static final class Expected {
        final StringBuilder text = new StringBuilder();
        final StringBuilder thinking = new StringBuilder();
        final List<String> calls = new ArrayList<>();
        final List<String> sources = new ArrayList<>();
        final List<String> searches = new ArrayList<>();
        private boolean cut;
        private boolean refused;

        static Expected of(JsonArray output) {
            var expected = new Expected();
            output.getValuesAs(JsonObject.class).forEach(expected::read);
            return expected;
        }

        private void read(JsonObject item) {
            switch (item.getString("type")) {
                case "message" -> parts(item, "content", text);
                case "reasoning" -> {
                    parts(item, "summary", thinking);
                    parts(item, "content", thinking);
                }
                case "web_search_call" -> {
                    if (item.get("action") instanceof JsonObject action
                            && action.getString("type").equals("search")) {
                        searches.add(action.getString("query", ""));
                    }
                }
                case "function_call" -> {
                    var input = inputOf(item.get("arguments"));
                    cut |= input == null;
                    if (input != null) {
                        calls.add(item.getString("call_id") + item.getString("name") + Json.text(input));
                    }
                }
                default -> {}
            }
        }

        private void parts(JsonObject item, String list, StringBuilder out) {
            if (item.get(list) instanceof JsonArray parts) {
                for (var part : parts.getValuesAs(JsonObject.class)) {
                    out.append(part.getString("text", ""));
                    if (part.get("annotations") instanceof JsonArray annotations) {
                        annotations.getValuesAs(JsonObject.class).stream()
                                .filter(one -> one.getString("type").equals("url_citation"))
                                .forEach(one -> sources.add(one.getString("url")));
                    }
                    refused |= part.getString("type").equals("refusal");
                    out.append(part.getString("type").equals("refusal") ? part.getString("refusal") : "");
                }
            }
        }

        StopReason stop(JsonObject response) {
            if (cut || response.getString("status", "").equals("incomplete")) {
                return StopReason.MAX_TOKENS;
            }
            if (refused) {
                return StopReason.REFUSAL;
            }
            return calls.isEmpty() ? StopReason.END_TURN : StopReason.TOOL_USE;
        }
    }
}
