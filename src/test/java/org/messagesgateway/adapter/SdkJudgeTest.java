package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.ObjectMappers;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.golden.Golden;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.provider.Translation;

/** The official client has to make of every stream what it makes of the same answer, not streamed. */
class SdkJudgeTest {

    @TestFactory
    Stream<DynamicTest> streams() {
        return Stream.of("chat", "gemini")
                .flatMap(dialect -> Golden.inputs("streams/" + dialect, ".sse").stream())
                .filter(input -> !Golden.scenario(input).matches("error.*|truncated.*|tool-cut.*|tool-broken.*"))
                .map(input -> DynamicTest.dynamicTest(
                        input.getParent().getFileName() + " " + Golden.scenario(input), () -> check(input)));
    }

    private static void check(Path input) throws Exception {
        var accumulator = MessageAccumulator.create();
        var written = input.resolveSibling(Golden.scenario(input) + ".messages.sse");
        for (var line : Golden.text(written).lines().toList()) {
            if (line.startsWith("data: ")) {
                accumulator.accumulate(
                        ObjectMappers.jsonMapper().readValue(line.substring(6), RawMessageStreamEvent.class));
            }
        }
        var whole = whole(input);
        var streamed = accumulator.message();
        assertThat(streamed.content()).isEqualTo(whole.content());
        assertThat(streamed.stopReason()).isEqualTo(whole.stopReason());
        assertThat(streamed.usage().inputTokens()).isEqualTo(whole.usage().inputTokens());
        assertThat(streamed.usage().outputTokens()).isEqualTo(whole.usage().outputTokens());
        whole.validate();
        streamed.validate();
    }

    private static Message whole(Path input) throws Exception {
        var events = ChatCase.stream(translation(input), Golden.text(input));
        var json = Json.text(Json.parse(MessageWriter.json(ChatCase.accumulated(events))));
        return ObjectMappers.jsonMapper()
                .readValue(json.replaceAll("toolu_[0-9a-f]{24}", "toolu_generated"), Message.class);
    }

    private static Translation translation(Path input) {
        if (input.getParent().endsWith("gemini")) {
            return GeminiCase.translate(GeminiCase.PROMPT);
        }
        var provider = Golden.scenario(input).equals("thinking-both-fields") ? "openrouter" : "openai";
        return ChatCase.translate(provider, ChatCase.PROMPT);
    }
}
