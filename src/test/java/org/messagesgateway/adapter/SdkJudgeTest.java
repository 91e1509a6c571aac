package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.ObjectMappers;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.golden.Golden;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.testing.AwsEventStream;

/** The official client has to make of every stream what it makes of the same answer, not streamed. */
class SdkJudgeTest {

    /** Failures, and calls that are cut off: the client refuses those, as it should. */
    private static final String UNACCUMULATED =
            "error.*|truncated.*|tool-cut.*|tool-broken.*|stop-max-tokens-in-call.*";

    @TestFactory
    Stream<DynamicTest> chat() {
        return streams("chat", ".sse", SdkJudgeTest::chat);
    }

    @TestFactory
    Stream<DynamicTest> responses() {
        return streams("responses", ".sse", scenario -> ResponsesCase.translate(ChatCase.PROMPT));
    }

    @TestFactory
    Stream<DynamicTest> gemini() {
        return streams("gemini", ".sse", scenario -> GeminiCase.translate(GeminiCase.PROMPT));
    }

    @TestFactory
    Stream<DynamicTest> converse() {
        return streams("converse", ".events", ConverseCase::ofScenario);
    }

    private static Translation chat(String scenario) {
        return ChatCase.translate(scenario.equals("thinking-both-fields") ? "openrouter" : "openai", ChatCase.PROMPT);
    }

    private static Stream<DynamicTest> streams(String dialect, String ending, Function<String, Translation> translate) {
        return Golden.inputs("streams/" + dialect, ending).stream()
                .filter(input -> !Golden.scenario(input).matches(UNACCUMULATED))
                .map(input -> DynamicTest.dynamicTest(
                        Golden.scenario(input), () -> check(input, translate.apply(Golden.scenario(input)))));
    }

    private static void check(Path input, Translation translation) throws Exception {
        var accumulator = MessageAccumulator.create();
        var written = input.resolveSibling(Golden.scenario(input) + ".messages.sse");
        for (var line : Golden.text(written).lines().toList()) {
            if (line.startsWith("data: ")) {
                accumulator.accumulate(
                        ObjectMappers.jsonMapper().readValue(line.substring(6), RawMessageStreamEvent.class));
            }
        }
        var whole = whole(input, translation);
        var streamed = accumulator.message();
        assertThat(streamed.content()).isEqualTo(whole.content());
        assertThat(streamed.stopReason()).isEqualTo(whole.stopReason());
        assertThat(streamed.usage().inputTokens()).isEqualTo(whole.usage().inputTokens());
        assertThat(streamed.usage().outputTokens()).isEqualTo(whole.usage().outputTokens());
        validate(whole);
        validate(streamed);
    }

    /** A {@code server_tool_use} by itself is not valid to this version of the client, even one of Anthropic's own. */
    private static void validate(Message message) {
        if (message.content().stream().noneMatch(ContentBlock::isServerToolUse)) {
            message.validate();
        } else {
            message.content().stream().filter(block -> !block.isServerToolUse()).forEach(ContentBlock::validate);
        }
    }

    private static Message whole(Path input, Translation translation) throws Exception {
        var text = Golden.text(input);
        var isBinary = input.toString().endsWith(".events");
        var bytes = isBinary ? AwsEventStream.of(text) : text.getBytes(StandardCharsets.UTF_8);
        var events = ChatCase.stream(translation, bytes, 0);
        var json = Json.text(Json.parse(MessageWriter.json(ChatCase.accumulated(events))));
        return ObjectMappers.jsonMapper().readValue(Golden.withoutIds(json), Message.class);
    }
}
