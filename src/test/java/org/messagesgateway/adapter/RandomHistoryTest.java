package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;

/** Whatever stands in a history, each upstream is asked in a way that it takes, and the same way each time. */
class RandomHistoryTest {

    private static final int HISTORIES = 400;

    @ParameterizedTest
    @FieldSource("org.messagesgateway.adapter.Peers#ALL")
    void everyHistoryBecomesARequestByTheRules(Peer peer) {
        for (var seed = 0; seed < HISTORIES; seed++) {
            check(peer, RandomHistory.of(seed), seed);
        }
    }

    private static void check(Peer peer, String request, int seed) {
        try {
            var body = ChatCase.body(peer.translate().apply(request));
            peer.rules().accept(body);
            assertThat(Json.text(body)).doesNotContain("gw1.");
            if (!peer.equals(Peers.CLAUDE_ON_CONVERSE)) {
                assertThat(Json.text(body)).doesNotContain("EqQB");
            }
            assertThat(ChatCase.body(peer.translate().apply(request))).isEqualTo(body);
        } catch (ApiException e) {
            assertThat(e.error().message()).contains("cannot be given");
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("history " + seed + ": " + request, e);
        }
    }
}
