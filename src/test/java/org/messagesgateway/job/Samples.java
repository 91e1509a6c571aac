package org.messagesgateway.job;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.config.FetchConfig;
import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.config.JobConfig;
import org.messagesgateway.config.JobStoreConfig;
import org.messagesgateway.config.Secret;
import org.messagesgateway.config.VirtualKey;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.messages.EnvelopeReader;
import org.messagesgateway.messages.Inbound;

/** Jobs and their ends. */
final class Samples {

    static final Duration HOUR = Duration.ofHours(1);
    static final Duration LEASE = Duration.ofMinutes(10);

    /** A lease that ran out before it began. */
    static final Duration LOST = Duration.ofMinutes(-1);

    static final VirtualKey KEY = new VirtualKey("vk-1", "One", new Secret("vk"), true, Map.of());

    private Samples() {}

    static NewJob job(String owner, Duration ttl) {
        return new NewJob(JobId.random(), owner, "claude-x", bytes("request of " + owner), ttl);
    }

    static NewJob job() {
        return job("owner", HOUR);
    }

    /** A job that can be run. */
    static NewJob runnable(Caller caller) {
        return new NewJob(
                JobId.random(),
                "owner",
                "claude-x",
                JobRequest.of(inbound(), caller).toBytes(),
                HOUR);
    }

    static Inbound inbound() {
        var body = bytes(
                "{\"model\":\"claude-x\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        var version = "2023-06-01";
        return new Inbound(
                body,
                EnvelopeReader.read(body, version),
                version,
                List.of("beta-1", "beta-2"),
                Map.of("anthropic-organization", "org"));
    }

    static GatewayConfig config(int concurrency, int queueLimit) {
        return new GatewayConfig(
                new ClientConfig(
                        List.of(),
                        true,
                        1 << 20,
                        null,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        false,
                        FetchConfig.OFF),
                Map.of(),
                List.of(KEY),
                new JobConfig(
                        HOUR,
                        Duration.ofDays(7),
                        concurrency,
                        queueLimit,
                        Duration.ofMinutes(10),
                        2,
                        1,
                        new JobStoreConfig(null, null, null, null, List.of(), Path.of("nowhere"))),
                "test",
                List.of());
    }

    static JobResult message(String text) {
        return new JobResult(200, Map.of("request-id", "req_1"), bytes(text));
    }

    static JobResult failure() {
        return new JobResult(529, Map.of("request-id", "req_2"), bytes("overloaded"));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns when the job is kept. */
    static void add(JobStore store, NewJob job) {
        ended(store.add(job));
    }

    /** What came of it, or the exception that it failed with. */
    static <T> T ended(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
