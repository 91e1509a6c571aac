package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.Message;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.messages.StreamGrammar;

/** Runs recorded traffic through the adapter, where a folder of it lies beside the project. */
@RecordedDialect
@DisplayName("chat")
class ChatRecordingsTest {

    private static final Map<String, String> PROFILES =
            Map.of("openai-chat", "openai", "azure-chat", "azure", "moonshotai", "moonshot", "local", "llamacpp");

    private static String profile(JsonObject record) {
        var provider = record.getString("provider");
        return PROFILES.getOrDefault(provider, provider);
    }

    @TestFactory
    @DisplayName("answers")
    Stream<DynamicTest> everyRecordedAnswerBecomesAMessage() throws IOException {
        return Recordings.of("chat").stream()
                .filter(record -> record.getJsonObject("response").getInt("status", 200) < 300)
                .filter(record -> !Recordings.isStream(record))
                .map(record -> DynamicTest.dynamicTest(
                        record.getString("id") + " " + profile(record), () -> checkAnswer(record)));
    }

    @TestFactory
    @DisplayName("streams")
    Stream<DynamicTest> everyRecordedStreamBecomesAMessagesStream() throws IOException {
        return Recordings.of("chat").stream()
                .filter(record -> record.getJsonObject("response").getInt("status", 200) < 300)
                .filter(Recordings::isStream)
                .map(record -> DynamicTest.dynamicTest(
                        record.getString("id") + " " + profile(record), () -> checkAnswer(record)));
    }

    @TestFactory
    @DisplayName("requests")
    Stream<DynamicTest> everyRecordedRequestBecomesAChatRequest() throws IOException {
        return Recordings.of("inbound").stream()
                .filter(record -> record.getJsonObject("request").get("body") instanceof JsonObject)
                .map(record -> DynamicTest.dynamicTest(
                        record.getString("id"),
                        () -> ChatRequestRules.PROVIDERS.forEach(provider -> checkRequest(
                                provider, record.getJsonObject("request").getJsonObject("body")))));
    }

    @TestFactory
    @DisplayName("errors")
    Stream<DynamicTest> everyRecordedErrorHasItsMeaning() throws IOException {
        return Recordings.of("errors").stream()
                .filter(record -> record.getString("dialect").equals("chat"))
                .map(record -> DynamicTest.dynamicTest(
                        record.getString("id") + " " + profile(record), () -> checkError(record)));
    }

    private static void checkError(JsonObject record) {
        var response = record.getJsonObject("response");
        var status = response.getInt("status");
        var body = response.containsKey("body") ? Json.text(response.get("body")) : response.getString("text", "");
        var error = ChatCase.translate(profile(record), ChatCase.PROMPT).error(ChatCase.response(status, body));
        assertThat(error.message()).isNotEmpty().doesNotContain("sk-");
        var wanted = body.contains("too long") || body.contains("context") ? "prompt is too long: " : "";
        assertThat(error.message()).startsWith(wanted);
        assertThat(error.status()).isEqualTo(expectedStatus(status, body));
    }

    private static int expectedStatus(int status, String body) {
        if (body.contains("but you passed") || body.contains("Invalid model")) {
            return 404;
        }
        return status == 500 ? 502 : status;
    }

    private static void checkRequest(String provider, JsonObject body) {
        try {
            var translation = ChatCase.translate(provider, Json.text(body));
            ChatRequestRules.check(provider, ChatCase.body(translation));
        } catch (ApiException e) {
            assertThat(e.error().status()).isEqualTo(400);
            assertThat(e.error().message()).containsAnyOf("cannot be given", "max_tokens: Field required");
        }
    }

    private static void checkAnswer(JsonObject record) {
        var response = record.getJsonObject("response");
        var stream = Json.objectOrNull(response, "stream");
        if (stream != null) {
            checkStream(record, stream.getString("sse"));
        } else if (response.get("body") instanceof JsonObject body) {
            checkWhole(record, body);
        }
    }

    private static void checkWhole(JsonObject record, JsonObject body) {
        var translation = ChatCase.translate(profile(record), ChatCase.PROMPT);
        var chunks = List.of(body);
        if (Expected.of(chunks).isFailure()) {
            try {
                translation.answer(ChatCase.response(200, Json.text(body)));
            } catch (ApiException e) {
                return;
            }
        }
        var answer = ChatCase.answer(translation, Json.text(body));
        assertThat(answer.getString("stop_reason")).isNotEmpty();
        if (Expected.of(chunks).finish.isEmpty()) {
            return; // Fine in a whole document, a truncation in a stream.
        }
        var asStream = ChatCase.sse(Json.text(body));
        check(Expected.of(chunks), ChatCase.accumulated(ChatCase.stream(translation, asStream)));
    }

    private static void checkStream(JsonObject record, String sse) {
        var bytes = sse.getBytes(StandardCharsets.UTF_8);
        var events = new RecordedStream(() -> ChatCase.translate(profile(record), ChatCase.PROMPT), bytes).check();
        var good = StreamGrammar.check(events);
        var expected = Expected.of(Recordings.events(sse));
        if (expected.isFailure()) {
            assertThat(good).isFalse();
            return;
        }
        assertThat(good).as("a good stream: %s", events.get(events.size() - 1)).isTrue();
        check(expected, ChatCase.accumulated(events));
    }

    private static void check(Expected expected, Message message) {
        var text = new StringBuilder();
        var thinking = new StringBuilder();
        var calls = new ArrayList<String>();
        var sources = new ArrayList<String>();
        for (var block : message.content()) {
            if (block instanceof ContentBlock.Text part) {
                text.append(part.text());
                part.citations().forEach(citation -> sources.add(citation.getString("url")));
            } else if (block instanceof ContentBlock.Thinking part) {
                thinking.append(part.thinking());
            } else if (block instanceof ContentBlock.ToolUse use) {
                calls.add(use.name() + Json.text(use.input()));
            }
        }
        assertThat(Recordings.blankless(text.toString())).isEqualTo(Recordings.blankless(expected.text.toString()));
        assertThat(Recordings.blankless(thinking.toString()))
                .isEqualTo(Recordings.blankless(expected.thinking.toString()));
        assertThat(calls).isEqualTo(expected.calls());
        assertThat(sources).isEqualTo(expected.sources());
        assertThat(message.stopReason()).isIn(expected.stops());
        if (expected.prompt >= 0) {
            var usage = message.usage();
            assertThat(usage.input() + usage.cacheRead() + usage.cacheCreation())
                    .isEqualTo(expected.prompt);
        }
    }

    /** What a plain reading of the chunks says. */
    private static final class Expected {
        final StringBuilder text = new StringBuilder();
        final StringBuilder thinking = new StringBuilder();
        final List<String> names = new ArrayList<>();
        final List<StringBuilder> arguments = new ArrayList<>();
        private final List<String> annotated = new ArrayList<>();
        private List<String> listed = List.of();
        String finish = "";
        boolean refused;
        boolean failed;
        boolean answered;
        long prompt = -1;

        static Expected of(List<JsonObject> chunks) {
            var expected = new Expected();
            chunks.forEach(expected::read);
            return expected;
        }

        private void read(JsonObject chunk) {
            failed |= chunk.containsKey("error") && !chunk.isNull("error");
            var usage = Json.objectOrNull(chunk, "usage");
            if (usage != null && usage.containsKey("prompt_tokens")) {
                prompt = usage.getJsonNumber("prompt_tokens").longValue();
            }
            if (chunk.get("search_results") instanceof JsonArray results && !results.isEmpty()) {
                listed = results.getValuesAs(JsonObject.class).stream()
                        .map(result -> result.getString("url"))
                        .toList();
            }
            var choice = ChatReader.firstChoice(chunk);
            if (choice == null) {
                return;
            }
            answered = true;
            if (choice.get("finish_reason") instanceof JsonString reason
                    && !reason.getString().isEmpty()) {
                finish = reason.getString();
            }
            var delta = isWhole(choice) ? choice.get("message") : choice.get("delta");
            if (delta instanceof JsonObject object) {
                readDelta(object);
            }
        }

        /** Perplexity puts an empty delta beside a whole message. */
        private boolean isWhole(JsonObject choice) {
            return !choice.containsKey("delta")
                    || choice.containsKey("message")
                            && text.isEmpty()
                            && choice.getJsonObject("delta")
                                    .getString("content", "")
                                    .isEmpty();
        }

        private void readDelta(JsonObject delta) {
            var reasoning = delta.getString("reasoning_content", "");
            var said = reasoning.isEmpty() ? delta.getString("reasoning", "") : reasoning;
            thinking.append(said);
            if (said.isEmpty() && delta.get("reasoning_details") instanceof JsonArray details) {
                details.forEach(detail -> thinking.append(detail.asJsonObject().getString("text", ""))
                        .append(detail.asJsonObject().getString("summary", "")));
            }
            if (delta.get("content") instanceof JsonString content) {
                text.append(content.getString());
            } else if (delta.get("content") instanceof JsonArray parts) {
                parts.forEach(part -> readPart(part.asJsonObject()));
            }
            if (delta.get("annotations") instanceof JsonArray annotations) {
                annotations.getValuesAs(JsonObject.class).stream()
                        .filter(one -> one.getString("type").equals("url_citation"))
                        .forEach(one ->
                                annotated.add(one.getJsonObject("url_citation").getString("url")));
            }
            var refusal = delta.getString("refusal", "");
            text.append(refusal);
            refused |= !refusal.isEmpty();
            if (delta.get("function_call") instanceof JsonObject call
                    && !call.getString("name", "").isEmpty()) {
                readCall(Json.object().add("index", 0).add("function", call).build(), 0);
            }
            if (delta.get("tool_calls") instanceof JsonArray calls) {
                for (var i = 0; i < calls.size(); i++) {
                    readCall(calls.getJsonObject(i), i);
                }
            }
        }

        List<String> sources() {
            var all = new ArrayList<>(annotated);
            all.addAll(listed);
            return all;
        }

        private void readPart(JsonObject part) {
            if (part.get("thinking") instanceof JsonArray inner) {
                inner.forEach(piece -> thinking.append(piece.asJsonObject().getString("text", "")));
            } else {
                text.append(part.getString("text", ""));
            }
        }

        private void readCall(JsonObject call, int position) {
            var index = Math.max(call.getInt("index", position), position);
            while (names.size() <= index) {
                names.add("");
                arguments.add(new StringBuilder());
            }
            var function = call.getJsonObject("function");
            var name = function.getString("name", "");
            names.set(index, name.isEmpty() ? names.get(index) : name);
            var value = function.get("arguments");
            if (value instanceof JsonString string) {
                arguments.get(index).append(string.getString());
            } else if (value != null && value != JsonValue.NULL) {
                arguments.get(index).append(Json.text(value));
            }
        }

        boolean isFailure() {
            return failed || !answered || finish.isEmpty() || finish.equals("error");
        }

        private boolean isCut() {
            return finish.equals("length") || calls().size() < names.size();
        }

        /** Calls whose arguments are whole. */
        List<String> calls() {
            var calls = new ArrayList<String>();
            for (var i = 0; i < names.size(); i++) {
                var input = arguments.get(i).toString().strip();
                try {
                    calls.add(names.get(i)
                            + Json.text(
                                    input.isEmpty() || input.equals("null")
                                            ? JsonValue.EMPTY_JSON_OBJECT
                                            : Json.parseObject(input)));
                } catch (JsonSyntaxException e) {
                    // Cut off.
                }
            }
            return calls;
        }

        List<StopReason> stops() {
            if (isCut()) {
                return List.of(StopReason.MAX_TOKENS);
            }
            if (refused || finish.equals("content_filter")) {
                return List.of(StopReason.REFUSAL);
            }
            return names.isEmpty()
                    ? List.of(StopReason.END_TURN, StopReason.STOP_SEQUENCE)
                    : List.of(StopReason.TOOL_USE);
        }
    }
}
