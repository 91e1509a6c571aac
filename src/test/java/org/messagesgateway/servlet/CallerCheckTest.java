package org.messagesgateway.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.config.FetchConfig;
import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.config.JobConfig;
import org.messagesgateway.config.Network;
import org.messagesgateway.config.Profiles;
import org.messagesgateway.config.ProviderConfig;
import org.messagesgateway.config.Secret;
import org.messagesgateway.config.VirtualKey;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.messages.ApiException;

class CallerCheckTest {

    private static final VirtualKey KEY = new VirtualKey("v", "v", new Secret("vk"), true, Map.of());

    private static final CallerCheck LOCAL = check(true, false);
    private static final CallerCheck OPEN = check(true, true);
    private static final CallerCheck OWN = check(false, false);
    private static final CallerCheck KEYS = check(true, true, KEY);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "0:0:0:0:0:0:0:1", "[::1]", "::ffff:127.0.0.1"})
    void aCallerOnThisMachineNeedsNoKey(String address) {
        assertThat(LOCAL.caller(FakeRequest.from(address))).isEqualTo(new Caller.Trusted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "10.0.0.1", "::2", "localhost", "127.0.0.1.example", "", "fe80::1%eth0"})
    void aCallerElsewhereNeedsOne(String address) {
        refuses(LOCAL, FakeRequest.from(address), "governance.virtual_keys, or client.allow_anonymous");
        assertThat(OPEN.caller(FakeRequest.from(address))).isEqualTo(new Caller.Trusted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"})
    void aCallerThroughAProxyOfThisMachineIsElsewhere(String header) {
        refuses(LOCAL, FakeRequest.from("127.0.0.1", header, ""), "only callers on the gateway's own machine");
    }

    @ParameterizedTest
    @CsvSource({
        "x-api-key, mine, x-api-key, mine",
        "authorization, Bearer mine, authorization, Bearer mine",
        "authorization, bEARER  mine, authorization, Bearer mine"
    })
    void whereNoProviderIsConfiguredTheCallersKeyGoesOnAsItCame(String header, String value, String name, String sent) {
        var own = (Caller.Own) OWN.caller(FakeRequest.from("192.0.2.1", header, value));
        assertThat(own.key().headerName()).isEqualTo(name);
        assertThat(own.key().headerValue().reveal()).isEqualTo(sent);
    }

    /** One key is forwarded, and in one header: both at once would be two identities. */
    @Test
    void theKeyHeaderWinsOverTheToken() {
        var request = FakeRequest.from("::1", "x-api-key", "key", "authorization", "Bearer token");
        var own = (Caller.Own) OWN.caller(request);
        assertThat(own.key().headerName()).isEqualTo("x-api-key");
    }

    @ParameterizedTest
    @CsvSource({"x-api-key, ' '", "authorization, Bearer", "authorization, Basic abc", "x-bf-vk, mine", "api-key, mine"
    })
    void withoutAKeyNobodyIsSentToAnthropic(String header, String value) {
        refuses(OWN, FakeRequest.from("127.0.0.1", header, value), "x-api-key header is required");
    }

    @Test
    void aVirtualKeyIsNeededFromEverybodyOnceThereIsOne() {
        refuses(KEYS, FakeRequest.from("127.0.0.1"), "x-api-key header is required");
        refuses(KEYS, FakeRequest.from("127.0.0.1", "x-api-key", "other"), "invalid x-api-key");
        assertThat(KEYS.caller(FakeRequest.from("192.0.2.1", "x-api-key", " vk ")))
                .isEqualTo(new Caller.Holder(KEY));
    }

    @Test
    void aSecretNeverShows() {
        var own = OWN.caller(FakeRequest.from("::1", "x-api-key", "very-secret"));
        assertThat(own + " " + KEYS.caller(FakeRequest.from("::1", "x-api-key", "vk")))
                .doesNotContain("very-secret", "value=vk");
    }

    private static void refuses(CallerCheck check, HttpServletRequest request, String message) {
        assertThatThrownBy(() -> check.caller(request)).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.error().status()).isEqualTo(401);
            assertThat(e.error().message()).contains(message);
        });
    }

    private static CallerCheck check(boolean configured, boolean anonymous, VirtualKey... keys) {
        var profile = Profiles.standard().named("anthropic").orElseThrow();
        var uri = URI.create("https://upstream.example");
        var provider = new ProviderConfig("p", "configured", profile, uri, List.of(), Network.DEFAULT);
        return new CallerCheck(new GatewayConfig(
                new ClientConfig(List.of(), anonymous, 1, null, Duration.ZERO, Duration.ZERO, false, FetchConfig.OFF),
                configured ? Map.of("p", provider) : Map.of(),
                List.of(keys),
                JobConfig.standard(Path.of("nowhere")),
                "test",
                List.of()));
    }
}
