package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.simulator.Simulator;

/** Ten thousand damaged requests to either kind of upstream: an answer or a 4xx to each, and nothing else. */
class MutationIT {

    private static final int REQUESTS = 10_000;
    private static final int AT_ONCE = 6;

    private static final Simulator UPSTREAM = Simulator.start();
    private static final RunningGateway GATEWAY = RunningGateway.start(Config.of(UPSTREAM.uri()));

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-x", "gpt-x"})
    void aDamagedRequestIsAnsweredOrRefused(String model) throws Exception {
        var pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var shares = new ArrayList<Callable<String>>();
            for (int share = 0; share < AT_ONCE; share++) {
                int seed = share;
                shares.add(() -> send(model, seed));
            }
            var strange = new StringBuilder();
            for (Future<String> share : pool.invokeAll(shares)) {
                strange.append(share.get());
            }
            assertThat(strange.toString()).isEmpty();
        } finally {
            pool.shutdownNow();
        }
        assertThat(GATEWAY.post(Sample.request(model, false)).statusCode()).isEqualTo(200);
        assertThat(GATEWAY.log()).doesNotContain("Exception", "Error");
    }

    /** What was answered otherwise than expected. */
    private static String send(String model, int seed) throws Exception {
        var mutations = new Mutations(model, new Random(seed));
        var strange = new StringBuilder();
        for (int i = 0; i < REQUESTS / AT_ONCE; i++) {
            var body = mutations.next();
            var answer = GATEWAY.send("POST", "/anthropic/v1/messages", body);
            if (answer.statusCode() >= 400 && answer.statusCode() < 500) {
                Envelope.of(answer);
            } else if (answer.statusCode() != 200 || answer.body().contains("event: error")) {
                strange.append(
                        answer.statusCode() + " " + answer.body() + "\n  to " + new String(body, "UTF-8") + "\n");
            }
        }
        return strange.toString();
    }
}
