package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.it.JobSample.LIST;
import static org.messagesgateway.it.JobSample.poll;
import static org.messagesgateway.it.JobSample.status;
import static org.messagesgateway.it.JobSample.submit;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.GatewayNode;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.UpstreamCall.Ending;

/** Background jobs over HTTP: submit, poll, wait, list, cancel. */
class JobsIT {

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

    @BeforeEach
    void answerAtOnce() {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE, "request-id", "req_up"));
    }

    private static Script whenReleased(CountDownLatch released) {
        return call -> {
            released.await();
            call.answer(200, "application/json", Sample.MESSAGE);
        };
    }

    private static void assertNotReady(HttpResponse<String> answer, String id, String status) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(status(answer)).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-bf-async-id")).hasValue(id);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        var body = Json.parseObject(answer.body());
        assertThat(body.getString("id")).isEqualTo(id);
        assertThat(body.getString("type")).isEqualTo("message");
        assertThat(body.getString("role")).isEqualTo("assistant");
        assertThat(body.getString("model")).isEqualTo("claude-x");
        assertThat(body.getJsonArray("content")).isEmpty();
        assertThat(body.isNull("stop_reason") && body.isNull("stop_sequence")).isTrue();
        assertThat(body.getJsonObject("usage").getInt("input_tokens")).isZero();
    }

    private static void assertNotFound(HttpResponse<String> answer) {
        Envelope.of(answer).is(404, "not_found_error", "job not found or expired");
        assertThat(answer.headers().firstValue("x-bf-async-status")).isEmpty();
    }

    @Test
    void aJobIsSubmittedPolledAndAnswered() throws Exception {
        var released = new CountDownLatch(1);
        UPSTREAM.plays(whenReleased(released));
        var submitted = gateway.post(Sample.request(), "x-api-key", "vk-a", "x-bf-async", "1");
        var id = submitted.headers().firstValue("x-bf-async-id").orElseThrow();
        assertNotReady(submitted, id, "pending");
        UPSTREAM.nextCall();
        assertNotReady(poll(gateway, "vk-a", id, 0), id, "processing");
        assertNotReady(poll(gateway, "vk-a", id, 1), id, "processing");
        released.countDown();

        var done = poll(gateway, "vk-a", id, 20);
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(status(done)).isEqualTo("completed");
        assertThat(done.headers().firstValue("retry-after")).isEmpty();
        assertThat(done.body())
                .isEqualTo(gateway.post(Sample.request(), "x-api-key", "vk-a").body());
        assertThat(poll(gateway, "vk-a", id, 0).body()).isEqualTo(done.body());
        assertThat(gateway.get(LIST + "/" + id, "x-api-key", "vk-a").body()).isEqualTo(done.body());
    }

    @Test
    void theAnswerIsTheSynchronousOneHeadersAndAll() throws Exception {
        var synchronous = gateway.post(Sample.request(), "x-api-key", "vk-a");
        var job = poll(gateway, "vk-a", submit(gateway, "vk-a"), 20);

        assertThat(job.body()).isEqualTo(synchronous.body());
        for (var name : List.of("request-id", "x-gateway-provider", "x-gateway-model", "content-type")) {
            assertThat(job.headers().allValues(name))
                    .as(name)
                    .isEqualTo(synchronous.headers().allValues(name));
        }
        for (int i = 0; i < 2; i++) {
            assertThat(UPSTREAM.nextCall().request().body())
                    .isEqualTo(Sample.request().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aFailureHasTheFailuresStatusAndIsNotToBeRetried() throws Exception {
        UPSTREAM.plays(Script.json(529, Sample.OVERLOADED, "retry-after", "7"));
        var failed = poll(gateway, "vk-a", submit(gateway, "vk-a"), 20);
        Envelope.of(failed).is(529, "overloaded_error", "Overloaded");
        assertThat(status(failed)).isEqualTo("failed");
        assertThat(failed.headers().firstValue("x-should-retry")).hasValue("false");
    }

    @Test
    void aResultOfThirtyMegabytesComesBackWhole() throws Exception {
        var large = Sample.MESSAGE.replaceFirst("\"text\": ?\"[^\"]*\"", "\"text\":\"" + "x".repeat(30_000_000) + "\"");
        assertThat(large.length()).isGreaterThan(30_000_000);
        UPSTREAM.plays(Script.json(200, large));
        var id = submit(gateway, "vk-a");
        var done = poll(gateway, "vk-a", id, 60);
        assertThat(status(done)).isEqualTo("completed");
        assertThat(done.body().equals(large)).as("whole").isTrue();
        assertThat(poll(gateway, "vk-a", id, 0).body().equals(large)).isTrue();
    }

    /** Nobody can tell the one from the other. */
    @Test
    void whatIsNotTheCallersIsNotThere() throws Exception {
        var id = submit(gateway, "vk-a");
        poll(gateway, "vk-a", id, 20);
        for (var other : List.of(id, "job_" + "0".repeat(44), "msg_01", "../x", "x".repeat(3000))) {
            assertNotFound(poll(gateway, "vk-b", other, 0));
        }
        assertNotFound(poll(gateway, "vk-b", id, 5));
        assertNotFound(gateway.get(LIST + "/" + id, "x-api-key", "vk-b"));
        assertNotFound(gateway.send("DELETE", LIST + "/" + id, "", "x-api-key", "vk-b"));
        assertThat(poll(gateway, "vk-a", id, 0).statusCode()).isEqualTo(200);
        Envelope.of(poll(gateway, "nobody", id, 0)).is(401, "authentication_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "1h", "604801", "99999999999999999999"})
    void aTimeToLiveThatCannotBeIsRefused(String ttl) throws Exception {
        var refused = gateway.post(
                Sample.request(), "x-api-key", "vk-a", "x-bf-async", "true", "x-bf-async-job-result-ttl", ttl);
        Envelope.of(refused).is(400, "invalid_request_error", "from 1 to 604800");
    }

    @Test
    void aResultIsGoneWhenItsTimeIsOver() throws Exception {
        var id = submit(gateway, "vk-a", "x-bf-async-job-result-ttl", "1");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        var last = poll(gateway, "vk-a", id, 20);
        while (last.statusCode() == 200 && System.nanoTime() < deadline) {
            assertThat(status(last)).isEqualTo("completed");
            last = poll(gateway, "vk-a", id, 0);
        }
        assertNotFound(last);
    }

    @Test
    void whatCannotBeAJobIsRefused() throws Exception {
        Envelope.of(gateway.post(Sample.streamed(), "x-api-key", "vk-a", "x-bf-async", "true"))
                .is(400, "invalid_request_error", "streaming is not supported for async requests");
        Envelope.of(gateway.post("{", "x-api-key", "vk-a", "x-bf-async", "true"))
                .is(400, "invalid_request_error");
        Envelope.of(gateway.post(Sample.request(), "x-api-key", "vk-a", "x-bf-async", "perhaps"))
                .is(400, "invalid_request_error", "x-bf-async: must be true or false");
        Envelope.of(gateway.get("/anthropic/v1/models", "x-api-key", "vk-a", "x-bf-async", "true"))
                .is(400, "invalid_request_error", "async operation is not supported on this route");
        Envelope.of(gateway.get("/anthropic/v1/models", "x-api-key", "vk-a", "x-bf-async-id", "job_1"))
                .is(400, "invalid_request_error", "async operation is not supported on this route");
    }

    @Test
    void withBothHeadersItIsAPollAndWithFalseItIsNeither() throws Exception {
        var id = submit(gateway, "vk-a");
        poll(gateway, "vk-a", id, 20);
        var both = gateway.post(Sample.request(), "x-api-key", "vk-a", "x-bf-async", "true", "x-bf-async-id", id);
        assertThat(both.headers().firstValue("x-bf-async-id")).hasValue(id);
        assertThat(status(both)).isEqualTo("completed");
        var plain = gateway.post(Sample.request(), "x-api-key", "vk-a", "x-bf-async", "false");
        assertThat(status(plain)).isEqualTo("none");
        assertThat(plain.statusCode()).isEqualTo(200);
    }

    @Test
    void cancellingEndsTheUpstreamCall() throws Exception {
        UPSTREAM.plays(Script.silence());
        var id = submit(gateway, "vk-a");
        var call = UPSTREAM.nextCall();
        var cancelled = gateway.send("DELETE", LIST + "/" + id, "", "x-api-key", "vk-a");

        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(Json.parseObject(cancelled.body()).getString("id")).isEqualTo(id);
        assertThat(call.ending()).isEqualTo(Ending.ABANDONED);
        assertNotFound(poll(gateway, "vk-a", id, 0));
        assertNotFound(gateway.send("DELETE", LIST + "/" + id, "", "x-api-key", "vk-a"));
    }

    @Test
    void aCallersJobsAreListedPageByPage() throws Exception {
        for (var job : data(gateway.get(LIST + "?limit=1000", "x-api-key", "vk-b"))) {
            gateway.send("DELETE", LIST + "/" + job.getString("id"), "", "x-api-key", "vk-b");
        }
        var ids = new java.util.ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            ids.add(0, submit(gateway, "vk-b"));
            poll(gateway, "vk-b", ids.get(0), 20);
        }
        submit(gateway, "vk-a");

        var first = gateway.get(LIST + "?limit=2", "x-api-key", "vk-b");
        assertThat(data(first))
                .extracting(job -> job.getString("id"))
                .containsAnyElementsOf(ids)
                .hasSize(2);
        assertThat(Json.parseObject(first.body()).getBoolean("has_more")).isTrue();
        assertThat(data(first)).allSatisfy(job -> {
            assertThat(job.getString("status")).isEqualTo("completed");
            assertThat(job.getString("model")).isEqualTo("claude-x");
            assertThat(job.getString("expires_at")).isNotBlank();
            assertThat(job.keySet()).doesNotContain("content", "result", "request");
        });
        var last = Json.parseObject(first.body()).getString("last_id");
        gateway.send("DELETE", LIST + "/" + last, "", "x-api-key", "vk-b");
        var second = gateway.get(LIST + "?limit=2&after=" + last, "x-api-key", "vk-b");
        assertThat(data(second)).hasSize(1);
        assertThat(Json.parseObject(second.body()).getBoolean("has_more")).isFalse();
        Envelope.of(gateway.get(LIST + "?after=x", "x-api-key", "vk-b")).is(400, "invalid_request_error", "after");
    }

    private static List<JsonObject> data(HttpResponse<String> list) {
        return Json.parseObject(list.body()).getJsonArray("data").getValuesAs(JsonObject.class);
    }

    @Test
    void nothingReadableIsOnTheDisk() throws Exception {
        var secret = "a sentence that nobody else is to read";
        var request = Sample.request().replace("Hello", secret);
        var answer = gateway.post(request, "x-api-key", "vk-a", "x-bf-async", "true");
        poll(gateway, "vk-a", answer.headers().firstValue("x-bf-async-id").orElseThrow(), 20);

        var database = new String(Files.readAllBytes(home.resolve("jobs.mv.db")), StandardCharsets.ISO_8859_1);
        assertThat(database)
                .contains("gateway_job".toUpperCase(java.util.Locale.ROOT))
                .doesNotContain(secret);
    }

    @Test
    void otherMethodsAndPathsAreNotServed() throws Exception {
        Envelope.of(gateway.send("POST", LIST, "{}", "x-api-key", "vk-a")).is(405, "invalid_request_error");
        Envelope.of(gateway.send("DELETE", LIST, "", "x-api-key", "vk-a")).is(404, "not_found_error");
        assertNotFound(gateway.get(LIST + "/a/b", "x-api-key", "vk-a"));
    }
}
