package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.OverloadedException;
import com.anthropic.errors.PermissionDeniedException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** The judge: Anthropic's own client must not notice that the gateway is not Anthropic. */
class JavaSdkIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(
            Config.of(UPSTREAM.uri(), "\"governance\": {\"virtual_keys\": [{\"id\": \"a\", \"value\": \"vk\"}]},"));

    private final AnthropicClient client = client("vk");

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-x", "gpt-x"})
    void aMessageIsCreatedAndValid(String model) {
        UPSTREAM.plays(model.equals("gpt-x") ? Script.json(200, ChatSample.ANSWER) : Script.json(200, Sample.MESSAGE));
        var message = client.messages().create(request(model)).validate();
        assertThat(text(message)).isEqualTo("Hi");
        assertThat(message.model().asString()).isEqualTo(model);
        assertThat(message.usage().inputTokens()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-x", "gpt-x"})
    void aStreamAddsUpToTheMessageThatIsNotStreamed(String model) {
        var isChat = model.equals("gpt-x");
        UPSTREAM.plays(
                isChat
                        ? Script.stream(ChatSample.delta("H"), ChatSample.delta("i"), ChatSample.CLOSING)
                        : Script.stream(
                                Sample.START + Sample.BLOCK_START,
                                Sample.delta("H"),
                                Sample.delta("i"),
                                Sample.CLOSING));
        var streamed = accumulated(request(model));
        UPSTREAM.plays(Script.json(200, isChat ? ChatSample.ANSWER : Sample.MESSAGE));
        var whole = client.messages().create(request(model));
        assertThat(text(streamed)).isEqualTo(text(whole));
        assertThat(streamed.stopReason()).isEqualTo(whole.stopReason());
        assertThat(streamed.model()).isEqualTo(whole.model());
    }

    @Test
    void aToolTurnGoesThereAndBack() {
        var call =
                """
                data: {"id":"c","object":"chat.completion.chunk","created":0,"model":"gpt-x","choices":[{"index":0,\
                "delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function",\
                "function":{"name":"weather","arguments":"%s"}}]},"finish_reason":null}]}

                """;
        UPSTREAM.plays(Script.stream(
                call.formatted(""),
                call.formatted("{\\\"city\\\":").replace("\"id\":\"call_1\",\"type\":\"function\",", ""),
                call.formatted("\\\"Ulm\\\"}").replace("\"id\":\"call_1\",\"type\":\"function\",", ""),
                ChatSample.CLOSING));
        var asked = accumulated(request("gpt-x").toBuilder().addTool(weather()).build());
        assertThat(asked.stopReason()).hasValue(StopReason.TOOL_USE);
        var use = asked.content().get(0).asToolUse();
        assertThat(use.name()).isEqualTo("weather");
        UPSTREAM.plays(Script.json(200, ChatSample.ANSWER));
        var next = request("gpt-x").toBuilder()
                .addTool(weather())
                .addMessage(asked)
                .addUserMessageOfContentBlockParams(
                        List.of(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                                .toolUseId(use.id())
                                .content("rain")
                                .build())))
                .build();
        assertThat(text(client.messages().create(next))).isEqualTo("Hi");
    }

    @Test
    void everyStatusIsItsException() {
        throwsFor(400, "invalid_request_error", BadRequestException.class);
        throwsFor(401, "authentication_error", UnauthorizedException.class);
        throwsFor(403, "permission_error", PermissionDeniedException.class);
        throwsFor(404, "not_found_error", NotFoundException.class);
        throwsFor(429, "rate_limit_error", RateLimitException.class);
        throwsFor(529, "overloaded_error", OverloadedException.class);
    }

    private void throwsFor(int status, String type, Class<? extends AnthropicServiceException> exception) {
        UPSTREAM.plays(Script.json(
                status,
                "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"m\"}}",
                "request-id",
                "req_up",
                "x-should-retry",
                "false"));
        assertThatThrownBy(() -> client.messages().create(request("claude-x"))).isInstanceOfSatisfying(exception, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.headers().values("request-id")).containsExactly("req_up");
        });
    }

    @Test
    void theGatewaysOwnRefusalsAreExceptionsToo() {
        assertThatThrownBy(() -> client("wrong").messages().create(request("claude-x")))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> client.messages().create(request("nobody-has-it")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aLimitIsWaitedFor() {
        var calls = new AtomicInteger();
        UPSTREAM.plays(call -> {
            if (calls.incrementAndGet() == 1) {
                call.answer(429, "application/json", "{}", "retry-after-ms", "10");
            } else {
                call.answer(200, "application/json", Sample.MESSAGE);
            }
        });
        assertThat(text(client.messages().create(request("claude-x")))).isEqualTo("Hi");
        assertThat(calls).hasValue(2);
    }

    @Test
    void aStreamThatBreaksIsAnException() {
        UPSTREAM.plays(call -> {
            call.startStream();
            call.send(Sample.opening("Hi"));
            call.end();
        });
        assertThatThrownBy(() -> accumulated(request("claude-x"))).isInstanceOf(SseException.class);
    }

    @Test
    void modelsAreListedAndRetrievedByNamesWithASlash() {
        UPSTREAM.plays(Script.json(200, "{\"data\":[{\"id\":\"claude-x\"},{\"id\":\"org/claude-y\"}]}"));
        var ids = client.models().list().autoPager().stream()
                .map(model -> model.validate().id())
                .toList();
        assertThat(ids).contains("claude-x", "gpt-x");
        for (var id : ids) {
            assertThat(client.models().retrieve(id).validate().id()).isEqualTo(id);
        }
        assertThat(ids).anyMatch(id -> id.contains("/"));
    }

    @Test
    void theBetaNamespaceIsServed() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        var params = com.anthropic.models.beta.messages.MessageCreateParams.builder()
                .model("claude-x")
                .maxTokens(64)
                .addUserMessage("Hello")
                .addBeta("context-1m-2025-08-07")
                .addBeta("files-api-2025-04-14")
                .build();
        assertThat(client.beta().messages().create(params).validate().id()).isEqualTo("msg_01");
        assertThat(UPSTREAM.nextCall().request().headers().all("anthropic-beta"))
                .containsExactly("context-1m-2025-08-07,files-api-2025-04-14");
    }

    private Message accumulated(MessageCreateParams params) {
        var accumulator = MessageAccumulator.create();
        try (var events = client.messages().createStreaming(params)) {
            events.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    private static AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(GATEWAY.uri("/anthropic").toString())
                .apiKey(key)
                .build();
    }

    private static MessageCreateParams request(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(64)
                .addUserMessage("Hello")
                .build();
    }

    private static Tool weather() {
        return Tool.builder()
                .name("weather")
                .inputSchema(Tool.InputSchema.builder()
                        .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                        .build())
                .build();
    }

    private static String text(Message message) {
        return message.content().get(0).asText().text();
    }
}
