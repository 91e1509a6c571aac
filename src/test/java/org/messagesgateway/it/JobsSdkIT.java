package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.OverloadedException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messagesgateway.testing.GatewayNode;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** Background jobs through Anthropic's own client, by headers alone: the README's example. */
class JobsSdkIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());

    @TempDir
    private static Path home;

    private static GatewayNode gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = GatewayNode.start(home, JobSample.config(UPSTREAM.uri(), ""));
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        UPSTREAM.close();
    }

    private static AnthropicClient client() {
        return AnthropicOkHttpClient.builder()
                .baseUrl(gateway.uri("/anthropic").toString())
                .apiKey("vk-a")
                .build();
    }

    private static final MessageCreateParams REQUEST = MessageCreateParams.builder()
            .model("claude-x")
            .maxTokens(64)
            .addUserMessage("Hello")
            .build();

    private static String submit(AnthropicClient client) {
        return client.messages()
                .create(REQUEST.toBuilder()
                        .putAdditionalHeader("x-bf-async", "true")
                        .build())
                .id();
    }

    private static Message poll(AnthropicClient client, String job, String wait) {
        return client.messages()
                .create(REQUEST.toBuilder()
                        .putAdditionalHeader("x-bf-async-id", job)
                        .putAdditionalHeader("prefer", wait)
                        .build());
    }

    @Test
    void aJobIsSubmittedAndPolledUntilItHasContent() {
        var released = new CountDownLatch(1);
        UPSTREAM.plays(call -> {
            released.await();
            call.answer(200, "application/json", Sample.MESSAGE);
        });
        var client = client();
        var job = submit(client);
        var message = poll(client, job, "wait=1");
        assertThat(message.id()).isEqualTo(job);
        assertThat(message.content()).isEmpty();
        released.countDown();
        while (message.content().isEmpty()) {
            message = poll(client, job, "wait=30");
        }

        assertThat(message.validate().content().get(0).asText().text()).isEqualTo("Hi");
    }

    @Test
    void aFailedJobIsTheFailuresExceptionAtOnce() {
        UPSTREAM.plays(Script.json(529, Sample.OVERLOADED));
        var client = client();
        var job = submit(client);
        assertThatThrownBy(() -> poll(client, job, "wait=30")).isInstanceOf(OverloadedException.class);
    }

    @Test
    void aJobThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> poll(client(), "job_0", "wait=1")).isInstanceOf(NotFoundException.class);
    }
}
