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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.config.FetchConfig;
import org.messagesgateway.config.Network;
import org.messagesgateway.config.Profiles;
import org.messagesgateway.config.Secret;
import org.messagesgateway.http.UpstreamException.Kind;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.EnvelopeReader;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.Counting;
import org.messagesgateway.provider.Credential;
import org.messagesgateway.provider.ProviderAdapter;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;

/** A count with two keys to try. */
class TokenCountTest {

    private static final ClientConfig CLIENT = new ClientConfig(
            List.of(), false, 1, null, Duration.ofSeconds(10), Duration.ofSeconds(15), false, FetchConfig.OFF);

    private static final ProviderAdapter COUNTING = new ProviderAdapter() {
        @Override
        public Translation translate(Inbound inbound, Target target) {
            throw new UnsupportedOperationException("nothing but counts");
        }

        @Override
        public Optional<Counting> count(Inbound inbound, Target target) {
            var request = UpstreamRequest.postJson(target.baseUrl(), target.headers(), inbound.body());
            return Optional.of(Counting.forwarded(
                    request,
                    response ->
                            new ApiError(response.status(), ErrorType.ofStatus(response.status()), response.text())));
        }

        @Override
        public Optional<UpstreamRequest> models(Target target) {
            return Optional.empty();
        }
    };

    private static final Credential.CallerKey CALLERS = new Credential.CallerKey("x-api-key", new Secret("own"));

    private final ManualScheduler time = new ManualScheduler();
    private final ManualUpstream upstream = new ManualUpstream();
    private final ListReply reply = new ListReply();

    private void ask(Credential... credentials) {
        ask("{\"role\":\"user\",\"content\":\"Hello\"}", credentials);
    }

    private void ask(String turn, Credential... credentials) {
        var bytes = "{\"model\":\"m\",\"messages\":[%s]}".formatted(turn).getBytes(StandardCharsets.UTF_8);
        var inbound = new Inbound(bytes, EnvelopeReader.readPrompt(bytes, "2023-06-01"), "2023-06-01", List.of());
        var profile = Profiles.standard().named("anthropic").orElseThrow();
        var route = new Route(List.of(credentials).stream()
                .map(key -> new Target("p", "m", profile, URI.create("http://upstream"), key, Network.DEFAULT))
                .toList());
        var adapters = new Adapters(Map.of("messages", COUNTING));
        new TokenCount(inbound, route, reply, adapters, new Upstreams(upstream, new ManualAuthorizer()), CLIENT, time)
                .start();
    }

    private static Credential key(String name) {
        return new Credential.OperatorKey(new Secret(name));
    }

    private void isEstimated() {
        assertThat(reply.seen()).hasSize(1).first().asString().matches("message \\{\"input_tokens\":\\d+}");
        assertThat(reply.lastHeaders().first("x-gateway-estimated")).hasValue("input_tokens");
        assertThat(time.pending()).as("timers").isZero();
    }

    @Test
    void theUpstreamsCountIsTheAnswer() {
        ask(key("one"), key("two"));
        upstream.last().answers(200, "{\"input_tokens\":7}");
        assertThat(reply.seen()).containsExactly("message {\"input_tokens\":7}");
        assertThat(reply.lastHeaders().first("x-gateway-estimated")).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 404, 405, 408, 429, 500, 501, 503, 504, 529})
    void afterEveryKeyAnEstimateStandsInForWhatIsNotTheCallersFault(int status) {
        ask(key("one"), key("two"));
        upstream.last().answers(status, "no");
        assertThat(upstream.last().key()).isEqualTo("two");
        upstream.last().answers(status, "no");
        isEstimated();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anEstimateStandsInForABrokenConnection(Kind kind) {
        ask(key("one"));
        upstream.last().breaks(kind);
        isEstimated();
    }

    @Test
    void aConnectionThatIsRefusedAtOnceIsNoTroubleEither() {
        upstream.refuses(2);
        ask(key("one"), key("two"));
        isEstimated();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>", "{\"input_tokens\":null}"})
    void anEstimateStandsInForAnAnswerWithoutACount(String answer) {
        ask(key("one"));
        upstream.last().answers(200, answer);
        isEstimated();
    }

    @Test
    void nobodyWaitsLongForACount() {
        ask(key("one"));
        time.pass(11);
        assertThat(upstream.last().isCancelled()).isTrue();
        isEstimated();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void whatIsWrongWithTheRequestIsTold(int status) {
        ask(key("one"), key("two"));
        upstream.last().answers(status, "no");
        assertThat(upstream.calls()).hasSize(1);
        assertThat(reply.seen()).hasSize(1).first().asString().startsWith("fail " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aCallersOwnKeyThatIsRefusedIsTold(int status) {
        ask(CALLERS);
        upstream.last().answers(status, "no");
        assertThat(reply.seen()).hasSize(1).first().asString().startsWith("fail " + status);
    }

    @Test
    void aPromptThatIsNoneIsRefusedBeforeItIsEstimated() {
        ask("{\"role\":\"nobody\",\"content\":\"Hello\"}", key("one"));
        upstream.last().answers(404, "no");
        assertThat(reply.seen()).hasSize(1).first().asString().startsWith("fail 400");
    }

    @Test
    void aCallerWhoLeavesEndsTheCall() {
        ask(key("one"));
        reply.leave();
        assertThat(upstream.last().isCancelled()).isTrue();
        assertThat(reply.seen()).isEmpty();
    }
}
