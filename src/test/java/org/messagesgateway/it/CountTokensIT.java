package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.models.messages.MessageCountTokensParams;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** {@code POST /v1/messages/count_tokens}: the upstream's own count, an estimate, a refusal. */
class CountTokensIT {

    private static final String PATH = "/anthropic/v1/messages/count_tokens";
    private static final String COUNT = "{\"input_tokens\": 11}";

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.json(200, COUNT));
    private static final RunningGateway GATEWAY = RunningGateway.start(config());

    private final AnthropicClient client = AnthropicOkHttpClient.builder()
            .baseUrl(GATEWAY.uri("/anthropic").toString())
            .apiKey("any")
            .maxRetries(0)
            .build();

    private static String config() {
        var others =
                """
                "responses": {"profile": "openai", "keys": [{"name": "k", "value": "operator-key", "models": ["gpt-r"]}],
                              "network_config": {"base_url": "%s/v1"}},
                "google": {"profile": "gemini", "keys": [{"name": "k", "value": "operator-key", "models": ["gemini-x"]}],
                           "network_config": {"base_url": "%s/v1beta"}},
                "native": {"dialect": "messages", "profile": {"count_tokens": false},
                           "keys": [{"name": "k", "value": "operator-key", "models": ["local-x"]}],
                           "network_config": {"base_url": "%s"}},
                "gone": {"dialect": "messages", "keys": [{"name": "k", "value": "operator-key", "models": ["gone-x"]}],
                         "network_config": {"base_url": "http://127.0.0.1:1"}},
                """
                        .formatted(UPSTREAM.uri(), UPSTREAM.uri(), UPSTREAM.uri());
        return Config.of(UPSTREAM.uri()).replace("\"providers\": {", "\"providers\": {" + others);
    }

    private static String prompt(String model) {
        return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}".formatted(model);
    }

    private static HttpResponse<String> count(String model) throws Exception {
        return GATEWAY.send("POST", PATH, prompt(model));
    }

    private static void isEstimate(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-gateway-estimated")).hasValue("input_tokens");
        assertThat(answer.headers().firstValue("request-id")).isPresent();
        assertThat(answer.headers().firstValue("x-gateway-provider")).isPresent();
        assertThat(Json.parseObject(answer.body()).getInt("input_tokens")).isBetween(5, 100);
    }

    @BeforeEach
    void play() {
        UPSTREAM.plays(Script.json(200, COUNT));
    }

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    /** Trap 49: a client that gets a 404 here sends small completions instead, or stops. */
    @ParameterizedTest
    @ValueSource(strings = {PATH, PATH + "?beta=true", "/anthropic/anthropic/v1/messages/count_tokens"})
    void theCallIsThereOnEveryPath(String path) throws Exception {
        var answer = GATEWAY.send("POST", path, prompt("fast"), "anthropic-beta", "token-counting-2024-11-01");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(COUNT);
        assertThat(answer.headers().firstValue("x-gateway-provider")).hasValue("anthropic");
        assertThat(answer.headers().firstValue("x-gateway-model")).hasValue("claude-haiku-4-5");
        assertThat(answer.headers().firstValue("x-gateway-estimated")).isEmpty();
        var request = UPSTREAM.nextCall().request();
        assertThat(request.path()).isEqualTo("/v1/messages/count_tokens");
        assertThat(request.text()).isEqualTo(prompt("claude-haiku-4-5"));
        assertThat(request.headers().first("anthropic-beta")).hasValue("token-counting-2024-11-01");
        assertThat(request.headers().first("x-api-key")).hasValue("operator-key");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-r, /v1/responses/input_tokens, input_tokens",
        "gemini-x, /v1beta/models/gemini-x:countTokens, totalTokens"
    })
    void otherDialectsAreAskedInTheirOwnWay(String model, String path, String member) throws Exception {
        UPSTREAM.plays(Script.json(200, "{\"" + member + "\":9,\"more\":1}"));
        assertThat(count(model).body()).isEqualTo("{\"input_tokens\":9}");
        assertThat(UPSTREAM.nextCall().request().path()).isEqualTo(path);
    }

    /** Trap 49, where the upstream has no such call, or not for this model. */
    @ParameterizedTest
    @ValueSource(strings = {"gpt-x", "local-x", "gone-x", "claude-x", "gpt-r", "gemini-x"})
    void aModelThatRoutesIsNeverNotFound(String model) throws Exception {
        UPSTREAM.plays(
                Script.json(404, "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"m\"}}"));
        isEstimate(count(model));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 405, 429, 500, 501, 503, 529})
    void anUpstreamThatCannotCountIsStoodInFor(int status) throws Exception {
        UPSTREAM.plays(Script.json(status, "{}"));
        isEstimate(count("claude-x"));
        isEstimate(count("gpt-r"));
    }

    @Test
    void anUpstreamThatSaysNothingIsStoodInFor() throws Exception {
        UPSTREAM.plays(Script.silence());
        isEstimate(count("claude-x"));
    }

    /** What is sent for {@code /context}: no tools at all, and text that means nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"claude-x", "gpt-x", "gpt-r", "gemini-x"})
    void anEmptyListOfToolsIsCountedToo(String model) throws Exception {
        UPSTREAM.plays(Script.json(500, "{}"));
        isEstimate(GATEWAY.send("POST", PATH, prompt(model).replace("}]}", "}],\"tools\":[]}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'messages':[{'role':'user','content':'Hi'}]}|model: Field required",
                "{'model':'gpt-x'}|messages: Field required",
                "{'model':'gpt-x','messages':[]}|messages: at least one message is required",
                "{'model':'gpt-x','messages':[{'content':'Hi'}]}|messages.0.role: Field required",
                "{'model':'gpt-x','messages':[{'role':'user','content':7}]}|messages.0.content",
                "{'model':'gpt-x','max_tokens':-1,'messages':[{'role':'user','content':'Hi'}]}|max_tokens",
                "{'model':'gpt-x','stream':1,'messages':[{'role':'user','content':'Hi'}]}|stream: Input should be a valid boolean",
                "{'model'|The request body is not valid JSON"
            })
    void aBadBodyIsRefusedInTheApisWords(String body, String message) throws Exception {
        Envelope.of(GATEWAY.send("POST", PATH, body.replace('\'', '"'))).is(400, "invalid_request_error", message);
    }

    @Test
    void whatTheUpstreamRefusesOfTheRequestIsRefused() throws Exception {
        UPSTREAM.plays(
                Script.json(
                        400,
                        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"max_tokens: Extra inputs are not permitted\"}}"));
        Envelope.of(count("claude-x")).is(400, "invalid_request_error", "Extra inputs are not permitted");
    }

    @Test
    void aModelThatRoutesNowhereIsNotFoundAsForMessages() throws Exception {
        Envelope.of(count("nobody-has-it")).is(404, "not_found_error", "model: nobody-has-it");
    }

    @Test
    void onlyPostIsServed() throws Exception {
        var answer = GATEWAY.get(PATH);
        Envelope.of(answer).is(405, "invalid_request_error");
        assertThat(answer.headers().firstValue("allow")).hasValue("POST");
    }

    @Test
    void aCountIsNoBackgroundJob() throws Exception {
        Envelope.of(GATEWAY.send("POST", PATH, prompt("claude-x"), "x-bf-async", "true"))
                .is(400, "invalid_request_error", "async operation is not supported on this route");
        Envelope.of(GATEWAY.send("POST", PATH, prompt("claude-x"), "x-bf-async-id", "some"))
                .is(400, "invalid_request_error", "async operation is not supported on this route");
    }

    @Test
    void aBodyAsLargeAsTheyComeIsAnsweredInTime() throws Exception {
        var words = "All work and no play makes Jack a dull boy. ".repeat(30 * 1024 * 1024 / 44);
        var answer = GATEWAY.send("POST", PATH, prompt("gpt-x").replace("Hello", words));
        assertThat(Json.parseObject(answer.body()).getInt("input_tokens")).isBetween(7_000_000, 10_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-x", "gpt-x"})
    void theJavaClientCounts(String model) {
        var count = client.messages().countTokens(params(model)).validate();
        assertThat(count.inputTokens()).isBetween(5L, 100L);
    }

    @Test
    void theJavaClientsBetaCounts() throws Exception {
        var params = com.anthropic.models.beta.messages.MessageCountTokensParams.builder()
                .model("claude-x")
                .addUserMessage("Hello")
                .addBeta("token-counting-2024-11-01")
                .build();
        assertThat(client.beta().messages().countTokens(params).validate().inputTokens())
                .isEqualTo(11);
        assertThat(UPSTREAM.nextCall().request().headers().first("anthropic-beta"))
                .hasValue("token-counting-2024-11-01");
    }

    @Test
    void theJavaClientSeesARefusal() {
        assertThatThrownBy(() -> client.messages().countTokens(params("nobody-has-it")))
                .isInstanceOf(NotFoundException.class);
        UPSTREAM.plays(Script.json(400, "{}"));
        assertThatThrownBy(() -> client.messages().countTokens(params("claude-x")))
                .isInstanceOf(BadRequestException.class);
    }

    private static MessageCountTokensParams params(String model) {
        return MessageCountTokensParams.builder()
                .model(model)
                .addUserMessage("Hello")
                .build();
    }
}
