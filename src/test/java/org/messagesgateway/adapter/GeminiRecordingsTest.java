package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.Message;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.messages.StreamGrammar;

/** Runs recorded traffic through the adapter, where a folder of it lies beside the project. */
@RecordedDialect
@DisplayName("gemini")
class GeminiRecordingsTest {

    @TestFactory
    @DisplayName("answers")
    Stream<DynamicTest> everyRecordedAnswerBecomesAMessage() throws IOException {
        return Recordings.of("gemini", GeminiRecordingsTest::whyNot).stream()
                .filter(record -> !Recordings.isStream(record))
                .map(record -> DynamicTest.dynamicTest(record.getString("id"), () -> checkAnswer(record)));
    }

    @TestFactory
    @DisplayName("streams")
    Stream<DynamicTest> everyRecordedStreamBecomesAMessagesStream() throws IOException {
        return Recordings.of("gemini", GeminiRecordingsTest::whyNot).stream()
                .filter(Recordings::isStream)
                .map(record -> DynamicTest.dynamicTest(record.getString("id"), () -> checkAnswer(record)));
    }

    private static @Nullable String whyNot(JsonObject record) {
        var request = Json.objectOrNull(record, "request");
        var path = request == null ? "" : request.getString("path", "");
        if (path.contains("countTokens")) {
            return "of gemini: counts of tokens, not answers";
        }
        return path.contains("enum-encoding") ? "of gemini: asked for with numbers in place of words" : null;
    }

    @TestFactory
    @DisplayName("requests")
    Stream<DynamicTest> everyRecordedRequestBecomesAGeminiRequest() throws IOException {
        return Recordings.of("inbound").stream()
                .filter(record -> record.getJsonObject("request").get("body") instanceof JsonObject)
                .map(record -> DynamicTest.dynamicTest(
                        record.getString("id"),
                        () -> GeminiCase.MODELS.forEach(model -> checkRequest(
                                model, record.getJsonObject("request").getJsonObject("body")))));
    }

    @TestFactory
    @DisplayName("errors")
    Stream<DynamicTest> everyRecordedErrorHasItsMeaning() throws IOException {
        return Recordings.of("errors").stream()
                .filter(record -> record.getString("dialect").equals("gemini"))
                .map(record -> DynamicTest.dynamicTest(record.getString("id"), () -> checkError(record)));
    }

    private static void checkRequest(String model, JsonObject body) {
        try {
            GeminiRequestRules.check(model, GeminiCase.body(model, Json.text(body)));
        } catch (ApiException e) {
            assertThat(e.error().status()).isEqualTo(400);
            assertThat(e.error().message()).containsAnyOf("cannot be given", "max_tokens: Field required");
        }
    }

    private static void checkError(JsonObject record) {
        var response = record.getJsonObject("response");
        var status = response.getInt("status");
        var body = Json.text(response.get("body"));
        var error = GeminiCase.translate(GeminiCase.PROMPT).error(ChatCase.response(status, body));
        assertThat(error.status()).isEqualTo(body.contains("API key not valid") ? 401 : status);
        if (body.contains("input token count")) {
            assertThat(error.message()).startsWith("prompt is too long: 1250074 tokens > 1048576 maximum");
        }
        if (status == 404) {
            assertThat(error.message()).isEqualTo("model: claude-test");
        }
    }

    private static void checkAnswer(JsonObject record) {
        var response = record.getJsonObject("response");
        var stream = Json.objectOrNull(response, "stream");
        if (stream != null) {
            checkStream(stream.getString("sse"));
            return;
        }
        var body = response.getJsonObject("body");
        var answer = ChatCase.answer(GeminiCase.translate(GeminiCase.PROMPT), Json.text(body));
        assertThat(answer.getString("stop_reason")).isNotEmpty();
        if (Expected.of(List.of(body)).finish.isEmpty()) {
            return; // Fine in a whole document, a truncation in a stream.
        }
        var events = ChatCase.stream(GeminiCase.translate(GeminiCase.PROMPT), GeminiCase.sse(Json.text(body)));
        check(Expected.of(List.of(body)), ChatCase.accumulated(events));
    }

    private static void checkStream(String sse) {
        var bytes = sse.getBytes(StandardCharsets.UTF_8);
        var events = new RecordedStream(() -> GeminiCase.translate(GeminiCase.PROMPT), bytes).check();
        assertThat(StreamGrammar.check(events))
                .as("a good stream: %s", events.get(events.size() - 1))
                .isTrue();
        check(Expected.of(Recordings.events(sse)), ChatCase.accumulated(events));
    }

    private static void check(Expected expected, Message message) {
        var text = new StringBuilder();
        var thinking = new StringBuilder();
        var calls = new ArrayList<String>();
        var signatures = new ArrayList<String>();
        var codes = new ArrayList<String>();
        var outputs = new ArrayList<String>();
        var citations = 0L;
        for (var block : message.content()) {
            if (block instanceof ContentBlock.Text part) {
                text.append(part.text());
                citations += part.citations().size();
            } else if (block instanceof ContentBlock.ServerToolUse use) {
                codes.add(use.input().getString("code", use.input().getString("query", "")));
            } else if (block instanceof ContentBlock.Other result) {
                outputs.add(outputOf(result.raw()));
            } else if (block instanceof ContentBlock.Thinking part) {
                thinking.append(part.thinking());
                GeminiSignature.of(part)
                        .filter(signature -> signature.callId() != null)
                        .ifPresent(signature -> signatures.add(signature.value()));
            } else if (block instanceof ContentBlock.ToolUse use) {
                calls.add(use.name());
                if (expected.arguments.size() >= calls.size()
                        && !expected.arguments.get(calls.size() - 1).isEmpty()) {
                    assertThat(Json.text(use.input())).isEqualTo(expected.arguments.get(calls.size() - 1));
                }
            }
        }
        assertThat(Recordings.blankless(text.toString())).isEqualTo(Recordings.blankless(expected.text.toString()));
        assertThat(Recordings.blankless(thinking.toString()))
                .isEqualTo(Recordings.blankless(expected.thinking.toString()));
        assertThat(calls).isEqualTo(expected.calls);
        assertThat(codes).isEqualTo(expected.codes());
        assertThat(outputs).isEqualTo(expected.outputs());
        assertThat(citations).isEqualTo(expected.citations());
        assertThat(signatures).isEqualTo(expected.callSignatures);
        assertThat(message.stopReason()).isEqualTo(expected.stop());
        if (expected.prompt >= 0) {
            var usage = message.usage();
            assertThat(usage.input() + usage.cacheRead() + usage.cacheCreation())
                    .isEqualTo(expected.prompt);
            assertThat(usage.output()).isEqualTo(expected.output);
        }
    }

    /** What code gave, or how many pages a search. */
    private static String outputOf(JsonObject block) {
        if (block.get("content") instanceof JsonArray pages) {
            return "pages: " + pages.size();
        }
        var content = block.getJsonObject("content");
        return content.getString("stdout", "") + content.getString("stderr", "");
    }

    /** What a plain reading of the chunks says. */
    private static final class Expected {
        final StringBuilder text = new StringBuilder();
        final StringBuilder thinking = new StringBuilder();
        final List<String> calls = new ArrayList<>();
        final List<String> arguments = new ArrayList<>();
        final List<String> callSignatures = new ArrayList<>();
        private final List<String> codes = new ArrayList<>();
        private final List<String> outputs = new ArrayList<>();
        private JsonArray queries = JsonValue.EMPTY_JSON_ARRAY;
        private JsonArray pages = JsonValue.EMPTY_JSON_ARRAY;
        private JsonArray supports = JsonValue.EMPTY_JSON_ARRAY;
        String finish = "";
        long prompt = -1;
        long output;

        static Expected of(List<JsonObject> chunks) {
            var expected = new Expected();
            chunks.forEach(expected::read);
            return expected;
        }

        private void read(JsonObject chunk) {
            var usage = Json.objectOrNull(chunk, "usageMetadata");
            if (usage != null && usage.containsKey("promptTokenCount")) {
                prompt = usage.getInt("promptTokenCount") + usage.getInt("toolUsePromptTokenCount", 0);
                output = usage.getInt("candidatesTokenCount", 0) + usage.getInt("thoughtsTokenCount", 0);
            }
            if (chunk.containsKey("promptFeedback")) {
                finish = "SAFETY";
            }
            if (!(chunk.get("candidates") instanceof JsonArray candidates)) {
                return;
            }
            var candidate = candidates.getJsonObject(0);
            finish = candidate.getString("finishReason", finish);
            var grounding = Json.objectOrNull(candidate, "groundingMetadata");
            if (grounding != null) {
                queries = list(grounding, "webSearchQueries", queries);
                pages = list(grounding, "groundingChunks", pages);
                supports = list(grounding, "groundingSupports", supports);
            }
            var content = Json.objectOrNull(candidate, "content");
            if (content != null && content.get("parts") instanceof JsonArray parts) {
                parts.forEach(part -> readPart(part.asJsonObject()));
            }
        }

        private void readPart(JsonObject part) {
            if (part.get("functionCall") instanceof JsonObject call) {
                if (call.get("name") instanceof JsonString name) {
                    calls.add(name.getString());
                    arguments.add(call.get("args") instanceof JsonObject args ? Json.text(args) : "");
                    if (part.containsKey("thoughtSignature")) {
                        callSignatures.add(part.getString("thoughtSignature"));
                    }
                }
            } else if (part.get("executableCode") instanceof JsonObject code) {
                codes.add(code.getString("code"));
            } else if (part.get("codeExecutionResult") instanceof JsonObject result) {
                if (outputs.size() == codes.size()) {
                    codes.add("");
                }
                outputs.add(result.getString("output", ""));
            } else if (part.getBoolean("thought", false)) {
                thinking.append(part.getString("text", ""));
            } else {
                text.append(GeminiText.of(part));
            }
        }

        private static JsonArray list(JsonObject grounding, String key, JsonArray before) {
            return grounding.get(key) instanceof JsonArray list && !list.isEmpty() ? list : before;
        }

        private boolean isPage(int index) {
            return pages.getJsonObject(index).containsKey("web");
        }

        /** Of all that was run: the code, and at last what was searched for. */
        List<String> codes() {
            var all = new ArrayList<>(codes);
            if (!queries.isEmpty()) {
                all.add(queries.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .collect(Collectors.joining("; ")));
            }
            return all;
        }

        List<String> outputs() {
            var all = new ArrayList<>(outputs);
            if (!queries.isEmpty()) {
                all.add("pages: "
                        + IntStream.range(0, pages.size()).filter(this::isPage).count());
            }
            return all;
        }

        /** Each page that a segment is supported by. */
        long citations() {
            return supports.getValuesAs(JsonObject.class).stream()
                    .filter(support -> support.containsKey("groundingChunkIndices"))
                    .flatMap(support ->
                            support.getJsonArray("groundingChunkIndices").getValuesAs(JsonNumber.class).stream())
                    .filter(index -> isPage(index.intValue()))
                    .count();
        }

        StopReason stop() {
            return switch (finish) {
                case "MAX_TOKENS" -> StopReason.MAX_TOKENS;
                case "SAFETY", "MODEL_ARMOR" -> StopReason.REFUSAL;
                default -> calls.isEmpty() ? StopReason.END_TURN : StopReason.TOOL_USE;
            };
        }
    }
}
