package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.golden.Golden;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.EnvelopeReader;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.CallSignatures;
import org.messagesgateway.provider.Counting;
import org.messagesgateway.provider.ProviderAdapter;

/** The calls by which upstreams count, and what is made of their answers. */
class CountingTest {

    private static final Set<String> SCENARIOS =
            Set.of("basic", "tools", "tool-result", "thinking", "structured-output", "claude-code");

    private static final String PROMPT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private static Counting counting(ProviderAdapter adapter, String provider, String model, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var inbound = new Inbound(bytes, EnvelopeReader.readPrompt(bytes, "2023-06-01"), "2023-06-01", List.of("a-1"));
        var target = ChatCase.target(ChatCase.profile(provider), model);
        return adapter.count(inbound, target).orElseThrow();
    }

    private static Counting ofMessages() {
        return counting(new MessagesAdapter(), "anthropic", "claude-x", PROMPT);
    }

    private static Counting ofResponses() {
        return counting(new ResponsesAdapter(), "openai", "gpt-5-mini", PROMPT);
    }

    private static Counting ofGemini() {
        return counting(new GeminiAdapter(CallSignatures.NONE), "gemini", "gemini-3-flash-preview", PROMPT);
    }

    @TestFactory
    Stream<DynamicTest> requests() {
        return Golden.inputs("requests", ".json").stream()
                .filter(input -> SCENARIOS.contains(Golden.scenario(input)))
                .map(input -> DynamicTest.dynamicTest(Golden.scenario(input), () -> {
                    var body = Golden.text(input);
                    GoldenChecks.request(
                            counting(new ResponsesAdapter(), "openai", "gpt-5-mini", body),
                            input,
                            ".count-responses.json");
                    GoldenChecks.request(
                            counting(new GeminiAdapter(CallSignatures.NONE), "gemini", "gemini-3-flash-preview", body),
                            input,
                            ".count-gemini.json");
                }));
    }

    @Test
    void aPromptForMessagesKeepsItsBytes() {
        var request = ofMessages().request();
        assertThat(request.uri()).hasToString("https://api.anthropic.com/v1/messages/count_tokens");
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo(PROMPT.replace("\"m\"", "\"claude-x\""));
        assertThat(request.headers().first("anthropic-beta")).hasValue("a-1");
        assertThat(request.headers().first("accept")).hasValue("application/json");
    }

    @Test
    void vertexCountsForClaudeUnderOnePathForAllModels() {
        var request = counting(new MessagesAdapter(), "vertex", "claude-opus-4-5-20251101", PROMPT)
                .request();
        assertThat(request.uri().getPath()).endsWith("/publishers/anthropic/models/count-tokens:rawPredict");
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .contains("\"model\":\"claude-opus-4-5@20251101\"", "\"anthropic_version\":\"vertex-2023-10-16\"");
    }

    @Test
    void vertexCountsForGeminiWithoutTheWholeRequest() {
        var tools = PROMPT.replace(
                "}]}",
                "}],\"tools\":[{\"name\":\"n\",\"input_schema\":{\"type\":\"object\"}}],"
                        + "\"tool_choice\":{\"type\":\"any\"}}");
        var request = counting(new GeminiAdapter(CallSignatures.NONE), "vertex", "gemini-2.5-flash", tools)
                .request();
        assertThat(request.uri().getPath()).endsWith("/publishers/google/models/gemini-2.5-flash:countTokens");
        assertThat(Json.parseObject(request.body()))
                .containsKeys("contents", "tools")
                .doesNotContainKey("toolConfig");
    }

    @Test
    void bedrockCountsWhatInvokeModelWouldBeSentForTheModelItself() {
        var counting = counting(new MessagesAdapter(), "bedrock", "us.anthropic.claude-x-v1:0", PROMPT);
        assertThat(counting.request().uri().getRawPath()).isEqualTo("/model/anthropic.claude-x-v1%3A0/count-tokens");
        var invoke = Json.parseObject(counting.request().body())
                .getJsonObject("input")
                .getJsonObject("invokeModel");
        var body = Json.parseObject(Base64.getDecoder().decode(invoke.getString("body")));
        assertThat(body.keySet()).containsExactlyInAnyOrder("anthropic_version", "max_tokens", "messages");
        assertThat(body.getInt("max_tokens")).isOne();
        assertThat(answer(counting, "{\"inputTokens\":12}")).isEqualTo("{\"input_tokens\":12}");
    }

    @Test
    void eachUpstreamsCountIsRead() {
        var whole = "{\"input_tokens\": 12, \"context_management\": null}";
        assertThat(answer(ofMessages(), whole)).isEqualTo(whole);
        assertThat(answer(ofResponses(), "{\"object\":\"response.input_tokens\",\"input_tokens\":12}"))
                .isEqualTo("{\"input_tokens\":12}");
        assertThat(answer(ofGemini(), "{\"totalTokens\":12,\"promptTokensDetails\":[]}"))
                .isEqualTo("{\"input_tokens\":12}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "<html>",
                "{\"input_tokens\":\"12\"}",
                "{\"input_tokens\":-1}",
                "{\"type\":\"error\"}"
            })
    void anAnswerWithoutACountIsAFailure(String body) {
        for (var counting : List.of(ofMessages(), ofResponses(), ofGemini())) {
            assertThatThrownBy(() -> answer(counting, body)).isInstanceOfSatisfying(ApiException.class, e -> assertThat(
                            e.error().status())
                    .isEqualTo(502));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void aCallThatIsNotThereIsNotFoundWhateverSaysSo(int status) {
        for (var counting : List.of(ofMessages(), ofResponses(), ofGemini())) {
            assertThat(counting.error(ChatCase.response(status, "{}")).status()).isEqualTo(404);
            assertThat(counting.error(ChatCase.response(400, "{\"error\":{\"message\":\"no\"}}"))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void whatOnlyTheAnswerHasIsNotSentNorNamedAsDropped() {
        var body = PROMPT.replace("{\"model\"", "{\"stream\":true,\"max_tokens\":1,\"temperature\":1,\"model\"");
        var counting = counting(new ResponsesAdapter(), "openai", "gpt-4.1", body);
        assertThat(Json.parseObject(counting.request().body())).containsOnlyKeys("model", "input");
        assertThat(counting.dropped()).isEmpty();
    }

    private static String answer(Counting counting, String body) {
        return new String(counting.answer(ChatCase.response(200, body)), StandardCharsets.UTF_8);
    }
}
