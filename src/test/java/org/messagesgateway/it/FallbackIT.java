package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.UpstreamCall;

/** A provider with two keys: the second is tried while the client has seen nothing. */
class FallbackIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(
            """
            {"client": {"heartbeat_in_seconds": 1},
             "providers": {"anthropic": {
               "keys": [{"name": "one", "value": "key-1"}, {"name": "two", "value": "key-2"}],
               "network_config": {"base_url": "%s", "default_request_timeout_in_seconds": 4}}}}
            """
                    .formatted(UPSTREAM.uri()));

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 429, 500, 502, 503, 529})
    void theNextKeyIsTriedAfterARefusal(int status) throws Exception {
        UPSTREAM.plays(first(call -> call.answer(status, "application/json", Sample.OVERLOADED)));
        assertThat(GATEWAY.post(Sample.request()).body()).isEqualTo(Sample.MESSAGE);
        assertThat(key(UPSTREAM.nextCall())).isNotEqualTo(key(UPSTREAM.nextCall()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413, 422})
    void whatIsWrongWithTheRequestIsWrongWithEveryKey(int status) throws Exception {
        var calls = new AtomicInteger();
        UPSTREAM.plays(call -> {
            calls.incrementAndGet();
            call.answer(status, "application/json", Sample.OVERLOADED.replace("overloaded", "invalid_request"));
        });
        assertThat(GATEWAY.post(Sample.request()).statusCode()).isEqualTo(status);
        assertThat(calls).hasValue(1);
    }

    @Test
    void theNextKeyIsTriedAfterABrokenConnection() throws Exception {
        UPSTREAM.plays(first(UpstreamCall::reset));
        assertThat(GATEWAY.post(Sample.request()).body()).isEqualTo(Sample.MESSAGE);
    }

    /** Errors come as the first event of a stream, too, under a status of 200; opening events repeat nothing. */
    @Test
    void theNextKeyIsTriedAfterAnErrorInsteadOfContent() throws Exception {
        UPSTREAM.plays(first(call -> {
            call.startStream();
            call.send(Sample.START + Sample.event("ping", "{\"type\":\"ping\"}"));
            call.send(Sample.event("error", Sample.OVERLOADED));
            call.end();
        }));
        var body = GATEWAY.post(Sample.streamed()).body();
        assertThat(body).containsOnlyOnce("event: message_start").contains("event: message_stop");
        assertThat(body).doesNotContain("Overloaded");
    }

    /** A stream that is cut before any content has not begun. */
    @Test
    void theNextKeyIsTriedAfterACutBeforeContent() throws Exception {
        UPSTREAM.plays(first(call -> {
            call.startStream();
            call.send(Sample.START);
            call.cut();
        }));
        assertThat(GATEWAY.post(Sample.streamed()).body())
                .containsOnlyOnce("event: message_start")
                .contains("event: message_stop");
    }

    @Test
    void contentThatTheClientHasSeenIsNotBegunAnew() throws Exception {
        UPSTREAM.plays(first(call -> {
            call.startStream();
            call.send(Sample.opening("Hi"));
            call.send(Sample.event("error", Sample.OVERLOADED));
            call.end();
        }));
        var body = GATEWAY.post(Sample.streamed()).body();
        assertThat(body).containsOnlyOnce("event: message_start").contains("event: error\n", "overloaded_error");
        assertThat(body).doesNotContain("message_stop");
    }

    @Test
    void theLastRefusalIsTheAnswer() throws Exception {
        UPSTREAM.plays(Script.json(529, Sample.OVERLOADED, "retry-after", "3"));
        var answer = GATEWAY.post(Sample.request());
        Envelope.of(answer).is(529, "overloaded_error", "Overloaded");
        assertThat(answer.headers().firstValue("retry-after")).hasValue("3");
    }

    @Test
    void patienceIsNotSpentTwice() throws Exception {
        UPSTREAM.plays(first(call -> Script.hang()));
        Envelope.of(GATEWAY.post(Sample.request())).is(504, "timeout_error");
    }

    /** The first call is played so, every later one is answered well. */
    private static Script first(Script script) {
        var calls = new AtomicInteger();
        return call -> {
            if (calls.getAndIncrement() == 0) {
                script.play(call);
            } else if (call.request().text().contains("\"stream\":true")) {
                Script.stream(Sample.stream("Hi", 2)).play(call);
            } else {
                Script.json(200, Sample.MESSAGE).play(call);
            }
        };
    }

    private static String key(UpstreamCall call) {
        return call.request().headers().first("x-api-key").orElseThrow();
    }
}
