package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.SseClient;
import org.messagesgateway.testing.UpstreamCall.Ending;

/** Clients that leave: the upstream must not go on working for nobody. A heartbeat is a second. */
class DepartureIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(
            """
            {"client": {"heartbeat_in_seconds": 1, "stream_open_after_in_seconds": 1},
             "providers": {"anthropic": {
               "keys": [{"name": "k", "value": "v"}],
               "network_config": {"base_url": "%s"}}}}
            """
                    .formatted(UPSTREAM.uri()));

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    private interface Leaving {
        void from(SseClient client) throws IOException;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatLeavesASilentStreamEndsTheUpstreamsCall(boolean answered) throws Exception {
        for (var leaving : new Leaving[] {SseClient::close, SseClient::reset}) {
            UPSTREAM.plays(call -> {
                call.startStream();
                if (answered) {
                    call.send(Sample.opening("Hi"));
                }
                Script.hang();
            });
            try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
                if (answered) {
                    assertThat(client.next()).isPresent();
                }
                var call = UPSTREAM.nextCall();
                assertThat(call.isOpen()).isTrue();
                leaving.from(client);
                long left = System.nanoTime();
                assertThat(call.ending()).isEqualTo(Ending.ABANDONED);
                assertThat(System.nanoTime() - left).isLessThan(TimeUnit.MILLISECONDS.toNanos(4_500));
            }
        }
    }

    @Test
    void aClientThatLeavesABusyStreamEndsTheUpstreamsCall() throws Exception {
        UPSTREAM.plays(call -> {
            call.startStream();
            call.send(Sample.opening("Hi"));
            while (true) {
                call.send(Sample.delta("more"));
            }
        });
        try (var client = SseClient.post(GATEWAY.messages(), Sample.streamed())) {
            assertThat(client.next()).isPresent();
        }
        assertThat(UPSTREAM.nextCall().ending()).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void aClientThatHasLeftBeforeItsAnswerTakesNothingWithIt() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        for (int i = 0; i < 50; i++) {
            SseClient.post(GATEWAY.messages(), Sample.request()).reset();
        }
        for (int i = 0; i < 50; i++) {
            assertThat(GATEWAY.post(Sample.request()).body()).isEqualTo(Sample.MESSAGE);
        }
    }
}
