package org.messagesgateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.config.CloudAccess;
import org.messagesgateway.config.FetchConfig;
import org.messagesgateway.config.Network;
import org.messagesgateway.config.Profiles;
import org.messagesgateway.config.Secret;
import org.messagesgateway.http.UpstreamException.Kind;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.messages.EnvelopeReader;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.Credential;
import org.messagesgateway.provider.ProviderAdapter;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;

/** One request with two keys to try: heartbeat 10 s, open after 15 s, answer within 60 s, idle for 30 s. */
class ExchangeTest {

    private static final ClientConfig CLIENT = new ClientConfig(
            List.of(), false, 1, null, Duration.ofSeconds(10), Duration.ofSeconds(15), false, FetchConfig.OFF);

    private static final Network NETWORK = new Network(
            Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30), Map.of(), null, false, null);

    private static final ProviderAdapter WORDS = new ProviderAdapter() {
        @Override
        public Translation translate(Inbound inbound, Target target) {
            return new WordTranslation(target);
        }

        @Override
        public Optional<UpstreamRequest> models(Target target) {
            return Optional.empty();
        }
    };

    private final ManualScheduler time = new ManualScheduler();
    private final ManualUpstream upstream = new ManualUpstream();
    private final ManualAuthorizer authorizer = new ManualAuthorizer();
    private final Upstreams upstreams = new Upstreams(upstream, authorizer);
    private final ListReply reply = new ListReply();

    private void ask(boolean streamed) {
        ask(streamed, target("one"), target("two"));
    }

    private void ask(boolean streamed, Target... targets) {
        var body = "{\"model\":\"m\",\"max_tokens\":1,\"stream\":%s,\"messages\":[{}]}".formatted(streamed);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var inbound = new Inbound(bytes, EnvelopeReader.read(bytes, "2023-06-01"), "2023-06-01", List.of());
        var adapters = new Adapters(Map.of("messages", WORDS));
        new Exchange(
                        inbound,
                        new Route(List.of(targets)),
                        reply,
                        adapters,
                        upstreams,
                        new UrlFetcher(FetchConfig.OFF, upstream, time),
                        CLIENT,
                        time)
                .start();
    }

    private static Target cloud() {
        return target(new Credential.Cloud(new CloudAccess.Google(null)));
    }

    private static Target target(String key) {
        return target(new Credential.OperatorKey(new Secret(key)));
    }

    private static Target target(Credential credential) {
        var profile = Profiles.standard().named("anthropic").orElseThrow();
        return new Target("p", "m", profile, URI.create("http://upstream"), credential, NETWORK);
    }

    @Test
    void aCallToACloudIsSentOnceItIsAuthorised() {
        ask(false, cloud());
        assertThat(upstream.calls()).isEmpty();
        authorizer.allows("token");
        assertThat(upstream.last().key()).isEqualTo("token");
        upstream.last().answers(200, "hello");
        assertThat(reply.seen()).containsExactly("message hello");
        isOver();
    }

    @Test
    void withoutCredentialsTheNextKeyIsTried() {
        ask(true, cloud(), target("two"));
        authorizer.refuses();
        assertThat(upstream.last().key()).isEqualTo("two");
        upstream.last().answers(400, "no");
        assertThat(reply.seen()).containsExactly("fail 400 invalid_request_error");
        isOver();
    }

    @Test
    void withoutAnyCredentialsItIsAFailureOfTheUpstream() {
        ask(true, cloud());
        authorizer.refuses();
        assertThat(reply.seen()).containsExactly("fail 502 api_error");
        isOver();
    }

    @Test
    void aClientThatLeavesBeforeTheCallIsAuthorisedEndsIt() {
        ask(true, cloud());
        reply.leave();
        authorizer.allows("token");
        authorizer.refuses();
        assertThat(upstream.calls()).isEmpty();
        assertThat(reply.seen()).isEmpty();
        isOver();
    }

    @Test
    void credentialsThatNeverComeAreATimeout() {
        ask(false, cloud());
        time.pass(60);
        assertThat(reply.seen()).containsExactly("fail 504 timeout_error");
        authorizer.allows("token");
        assertThat(upstream.calls()).isEmpty();
        isOver();
    }

    private void isOver() {
        assertThat(time.pending()).as("timers").isZero();
    }

    @Test
    void aWholeAnswerIsTheMessage() {
        ask(false);
        upstream.last().answers(200, "hello");
        assertThat(reply.seen()).containsExactly("message hello");
        isOver();
    }

    @Test
    void aStreamIsHeldBackUntilThereIsContent() {
        ask(true);
        upstream.last().streams();
        upstream.last().says("start");
        assertThat(reply.seen()).isEmpty();
        upstream.last().says("text\ntext");
        assertThat(reply.seen()).containsExactly("open", "start", "text", "text");
        upstream.last().says("stop\nlate");
        upstream.last().ends();
        assertThat(reply.seen()).containsExactly("open", "start", "text", "text", "stop", "close");
        isOver();
    }

    @ParameterizedTest
    @CsvSource({
        "401, 2", "402, 2", "403, 2", "429, 2", "500, 2", "503, 2", "529, 2", "504, 1", "400, 1", "404, 1", "413, 1"
    })
    void theNextKeyIsTriedUnlessTheRequestIsAtFault(int status, int calls) {
        ask(true);
        upstream.last().answers(status, "no");
        assertThat(upstream.calls()).hasSize(calls);
        if (calls == 2) {
            assertThat(upstream.last().key()).isEqualTo("two");
            upstream.last().answers(status, "no");
        }
        assertThat(reply.seen()).hasSize(1).first().asString().startsWith("fail " + status);
        isOver();
    }

    @Test
    void anErrorInsteadOfContentIsTriedAgainAndRepeatsNothing() {
        ask(true);
        var first = upstream.last();
        first.streams();
        first.says("start\noverloaded");
        assertThat(first.isCancelled()).isTrue();
        first.says("text");
        var second = upstream.last();
        second.streams();
        second.says("start\ntext\nstop");
        second.ends();
        assertThat(reply.seen()).containsExactly("open", "start", "text", "stop", "close");
        isOver();
    }

    @Test
    void anErrorUnderASuccessIsTriedAgain() {
        ask(false);
        upstream.last().answers(200, "overloaded");
        upstream.last().answers(200, "hello");
        assertThat(reply.seen()).containsExactly("message hello");
    }

    @Test
    void anErrorAfterContentIsNotTriedAgain() {
        ask(true);
        upstream.last().streams();
        upstream.last().says("start\ntext\noverloaded");
        assertThat(reply.seen()).containsExactly("open", "start", "text", "fail 529 overloaded_error");
        assertThat(upstream.calls()).hasSize(1);
    }

    @Test
    void aFailureWhileTheCallIsBeingSentIsTriedAgainAndTheRightOneIsResumed() {
        upstream.refuses(1);
        ask(true);
        assertThat(upstream.calls()).hasSize(2);
        upstream.last().streams();
        reply.reads(false);
        assertThat(upstream.last().says("start\ntext")).isFalse();
        reply.reads(true);
        assertThat(upstream.last().resumed()).isEqualTo(1);
        assertThat(upstream.calls().get(0).resumed()).isZero();
    }

    @Test
    void aSlowReaderMakesTheUpstreamWait() {
        ask(true);
        upstream.last().streams();
        assertThat(upstream.last().says("text")).isTrue();
        reply.reads(false);
        assertThat(upstream.last().says("text")).isFalse();
        time.pass(20);
        assertThat(reply.seen()).doesNotContain("ping");
    }

    @Test
    void silenceInsideAStreamIsCoveredByPingsUntilItIsATimeout() {
        ask(true);
        upstream.last().streams();
        upstream.last().says("text");
        time.pass(25);
        assertThat(reply.seen()).containsExactly("open", "text", "ping", "ping");
        upstream.last().says("text");
        time.pass(30);
        assertThat(reply.seen())
                .containsExactly("open", "text", "ping", "ping", "text", "ping", "ping", "fail 504 timeout_error");
        assertThat(upstream.last().isCancelled()).isTrue();
        isOver();
    }

    @Test
    void commentsAloneKeepAStreamAliveOnlyAsLongAsARequestMayTake() {
        ask(true);
        upstream.last().streams();
        upstream.last().says("text");
        for (int seconds = 0; seconds < 55; seconds += 5) {
            upstream.last().says("comment");
            time.pass(5);
        }
        assertThat(reply.seen()).doesNotContain("fail 504 timeout_error");
        upstream.last().says("comment");
        time.pass(5);
        assertThat(reply.seen()).endsWith("fail 504 timeout_error");
        assertThat(upstream.last().isCancelled()).isTrue();
        isOver();
    }

    /** Ping and go on forever for an upstream that is dead: never. */
    @Test
    void silenceBeforeTheFirstEventIsCoveredByPingsUntilItIsATimeout() {
        ask(true);
        upstream.last().streams();
        time.pass(14);
        assertThat(reply.seen()).isEmpty();
        time.pass(1);
        assertThat(reply.seen()).containsExactly("open", "ping");
        time.pass(15);
        assertThat(reply.seen()).containsExactly("open", "ping", "ping", "fail 504 timeout_error");
        assertThat(upstream.calls()).hasSize(1);
        isOver();
    }

    @Test
    void nothingIsPromisedBeforeTheUpstreamHasAccepted() {
        ask(true);
        time.pass(59);
        assertThat(reply.seen()).isEmpty();
        upstream.last().answers(400, "no");
        assertThat(reply.seen()).containsExactly("fail 400 invalid_request_error");
        isOver();
    }

    @Test
    void aFailureAfterTheStreamWasOpenedForItIsItsEnd() {
        ask(true);
        upstream.last().streams();
        time.pass(16);
        upstream.last().says("overloaded");
        assertThat(reply.seen()).containsExactly("open", "ping", "fail 529 overloaded_error");
        isOver();
    }

    @Test
    void aStreamThatWasOpenedForItStillComes() {
        ask(true);
        upstream.last().streams();
        upstream.last().says("start");
        time.pass(16);
        upstream.last().says("text\nstop");
        upstream.last().ends();
        assertThat(reply.seen()).containsExactly("open", "start", "ping", "text", "stop", "close");
        isOver();
    }

    @Test
    void aPlainAnswerThatDoesNotComeInTimeIsATimeout() {
        ask(false);
        time.pass(59);
        upstream.last().says("slow");
        time.pass(1);
        assertThat(reply.seen()).containsExactly("fail 504 timeout_error");
        assertThat(upstream.last().isCancelled()).isTrue();
        isOver();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatLeavesEndsTheCallAndAllTimers(boolean answered) {
        ask(true);
        if (answered) {
            upstream.last().streams();
            upstream.last().says("start\ntext");
        }
        reply.leave();
        assertThat(upstream.last().isCancelled()).isTrue();
        isOver();
        var seen = List.copyOf(reply.seen());
        upstream.last().says("text");
        upstream.last().breaks(Kind.BROKEN);
        assertThat(reply.seen()).isEqualTo(seen);
        assertThat(upstream.calls()).hasSize(1);
    }

    /** Heartbeats after the end must not keep a call for ever. */
    @Test
    void whatComesAfterTheEndDoesNotKeepTheCallAlive() {
        ask(true);
        upstream.last().streams();
        upstream.last().says("text\nstop");
        for (int i = 0; i < 10; i++) {
            assertThat(upstream.last().says("late")).isTrue();
            time.pass(4);
        }
        assertThat(upstream.last().isCancelled()).isTrue();
        assertThat(reply.seen()).containsExactly("open", "text", "stop", "close");
        isOver();
    }

    @Test
    void aStreamThatBreaksOffIsAFailureNeverAnEnd() {
        ask(true);
        upstream.last().streams();
        upstream.last().says("start\ntext");
        upstream.last().ends();
        assertThat(reply.seen()).endsWith("fail 502 api_error").doesNotContain("close");
        isOver();
    }

    @Test
    void aBugInAnAdapterIsAnErrorToTheClientToo() {
        ask(true);
        upstream.last().streams();
        upstream.last().says("text\nbug");
        assertThat(reply.seen()).containsExactly("open", "text", "fail 500 api_error");
        assertThat(upstream.last().isCancelled()).isTrue();
        isOver();
    }

    @Test
    void aPlainAnswerToAStreamedRequestIsNoAnswer() {
        ask(true);
        upstream.last().answers(200, "hello");
        upstream.last().answers(200, "hello");
        assertThat(reply.seen()).containsExactly("fail 502 api_error");
    }
}
