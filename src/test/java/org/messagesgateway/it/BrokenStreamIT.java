package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.SseClient;
import org.messagesgateway.testing.UpstreamCall;

/** Upstreams that break: a status as long as there is no content, then one error event and the end. */
class BrokenStreamIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri()));

    private interface Break {
        void end(UpstreamCall call) throws IOException;
    }

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    /** A cut stream is an error, never a clean end. */
    @ParameterizedTest
    @ValueSource(strings = {"claude-x", "gpt-x"})
    void aCutInTheMiddleIsOneErrorEvent(String model) throws Exception {
        for (var breaking : new Break[] {UpstreamCall::cut, UpstreamCall::reset, UpstreamCall::end}) {
            var seen = new CountDownLatch(1);
            UPSTREAM.plays(call -> {
                call.startStream();
                call.send(model.equals("gpt-x") ? ChatSample.delta("a") : Sample.opening("a"));
                seen.await();
                breaking.end(call);
            });
            try (var client = SseClient.post(GATEWAY.messages(), Sample.request(model, true))) {
                assertThat(client.next().orElseThrow().name()).isEqualTo("message_start");
                seen.countDown();
                var events = client.rest();
                assertThat(events).extracting(event -> event.name()).containsOnlyOnce("error");
                assertThat(events.get(events.size() - 1).data()).contains("api_error", "request_id");
                assertThat(events).extracting(event -> event.name()).doesNotContain("message_stop", "message_delta");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-x", "gpt-x"})
    void aCutBeforeAnyContentIsAStatus(String model) throws Exception {
        for (var breaking : new Break[] {UpstreamCall::cut, UpstreamCall::reset, UpstreamCall::end}) {
            UPSTREAM.plays(call -> {
                call.startStream();
                call.send(model.equals("gpt-x") ? ": waiting\n\n" : Sample.START);
                breaking.end(call);
            });
            Envelope.of(GATEWAY.post(Sample.request(model, true))).is(502, "api_error");
        }
    }

    @Test
    void aCutBeforeTheHeadIsABadGateway() throws Exception {
        for (var breaking : new Break[] {UpstreamCall::cut, UpstreamCall::reset}) {
            UPSTREAM.plays(call -> breaking.end(call));
            Envelope.of(GATEWAY.post(Sample.request())).is(502, "api_error");
            Envelope.of(GATEWAY.post(Sample.streamed())).is(502, "api_error");
        }
    }

    @Test
    void aPlainAnswerThatIsCutIsABadGateway() throws Exception {
        UPSTREAM.plays(call -> {
            call.raw("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n"
                    + Sample.MESSAGE);
            call.cut();
        });
        Envelope.of(GATEWAY.post(Sample.request())).is(502, "api_error");
    }

    /** Without a length the end of the connection is the end of the answer: only the answer can tell. */
    @Test
    void aStreamWithoutALengthIsWholeOnlyWithItsLastEvent() throws Exception {
        var whole = String.join("", Sample.stream("Hi", 1));
        for (var text : new String[] {whole, Sample.opening("Hi")}) {
            UPSTREAM.plays(call -> {
                call.raw("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + text);
                call.cut();
            });
            var body = GATEWAY.post(Sample.streamed()).body();
            assertThat(body.contains("event: error\n")).isEqualTo(!text.equals(whole));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "HTTP/1.1 200\u0000OK\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "SSH-2.0-x\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 9\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n"
            })
    void whatIsNotHttpIsABadGateway(String wire) throws Exception {
        UPSTREAM.plays(call -> {
            call.raw(wire);
            call.cut();
        });
        Envelope.of(GATEWAY.post(Sample.request())).is(502, "api_error");
    }

    /** Overload is told as the first event of a 200, and must not look like one. */
    @Test
    void anErrorAsTheFirstEventIsAStatus() throws Exception {
        UPSTREAM.plays(Script.stream(Sample.event("error", Sample.OVERLOADED)));
        Envelope.of(GATEWAY.post(Sample.streamed())).is(529, "overloaded_error", "Overloaded");
        UPSTREAM.plays(Script.stream(Sample.START, Sample.event("error", Sample.OVERLOADED)));
        Envelope.of(GATEWAY.post(Sample.streamed())).is(529, "overloaded_error", "Overloaded");
    }

    /** Clients raise only on an event that is named so. */
    @Test
    void anErrorWithoutAnEventNameIsAnErrorEvent() throws Exception {
        UPSTREAM.plays(Script.stream(Sample.opening("Hi"), "data: " + Sample.OVERLOADED + "\n\n"));
        try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
            var events = client.rest();
            assertThat(events.get(events.size() - 1).name()).isEqualTo("error");
            assertThat(events.get(events.size() - 1).data()).contains("overloaded_error");
        }
    }

    /** One bad line must not kill a healthy stream. */
    @Test
    void aBadLineIsSurvived() throws Exception {
        UPSTREAM.plays(Script.stream(Sample.opening("Hi"), "data: {broken\n\n", "what is this\n\n", Sample.CLOSING));
        assertThat(GATEWAY.post(Sample.streamed()).body()).contains("event: message_stop");
    }

    @Test
    void aFrameWithoutEndIsGivenUpBeforeItFillsTheMemory() throws Exception {
        var megabyte = "x".repeat(1024 * 1024);
        UPSTREAM.plays(call -> {
            call.startStream();
            call.send(Sample.opening("Hi") + "data: ");
            for (int i = 0; i < 100; i++) {
                call.send(megabyte);
            }
        });
        assertThat(GATEWAY.post(Sample.streamed()).body()).contains("event: error\n", "too large");
        assertThat(UPSTREAM.nextCall().ending()).isEqualTo(UpstreamCall.Ending.ABANDONED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x: ", "x: y\r\n"})
    void aHeadWithoutEndIsGivenUpBeforeItFillsTheMemory(String line) throws Exception {
        var more = line.endsWith("\n") ? line.repeat(1000) : "y".repeat(64 * 1024);
        UPSTREAM.plays(call -> {
            call.raw("HTTP/1.1 200 OK\r\n" + line);
            for (int i = 0; i < 2000; i++) {
                call.raw(more);
            }
        });
        Envelope.of(GATEWAY.post(Sample.request())).is(502, "api_error");
        assertThat(UPSTREAM.nextCall().ending()).isEqualTo(UpstreamCall.Ending.ABANDONED);
    }

    @Test
    void aPlainAnswerWithoutEndIsGivenUpBeforeItFillsTheMemory() throws Exception {
        var megabyte = " ".repeat(1024 * 1024);
        UPSTREAM.plays(call -> {
            call.raw("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{");
            for (int i = 0; i < 100; i++) {
                call.raw(megabyte);
            }
        });
        Envelope.of(GATEWAY.post(Sample.request())).is(502, "api_error", "too large");
    }

    /** Servers close connections that they had said to keep; it may be noticed too late, but not for long. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatTheUpstreamHasClosedIsNotUsedForLong(boolean politely) throws Exception {
        UPSTREAM.plays(call -> {
            call.answer(200, "application/json", Sample.MESSAGE);
            if (politely) {
                call.cut();
            } else {
                call.reset();
            }
        });
        int served = 0;
        for (int i = 0; i < 100; i++) {
            var answer = GATEWAY.post(Sample.request());
            if (answer.statusCode() == 200) {
                served++;
            } else {
                Envelope.of(answer).is(502, "api_error");
            }
        }
        assertThat(served).isGreaterThan(50);
    }

    @Test
    void aServerThatIsNotThereIsABadGateway() throws Exception {
        var nobody = ScriptedUpstream.start(Script.silence());
        var uri = nobody.uri();
        nobody.close();
        try (var gateway = RunningGateway.start(Config.of(uri))) {
            for (var model : new String[] {"claude-x", "gpt-x"}) {
                for (var stream : new boolean[] {false, true}) {
                    var answer = gateway.post(Sample.request(model, stream));
                    Envelope.of(answer).is(502, "api_error", "refused");
                    assertThat(answer.body()).doesNotContain("127.0.0.1");
                }
            }
        }
    }
}
