package org.messagesgateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.config.FetchConfig;
import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.config.JobConfig;
import org.messagesgateway.config.Network;
import org.messagesgateway.config.Profiles;
import org.messagesgateway.config.ProviderConfig;
import org.messagesgateway.config.ProviderKey;
import org.messagesgateway.config.Secret;
import org.messagesgateway.config.VirtualKey;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.provider.Credential;

class RouterTest {

    private static final Caller TRUSTED = new Caller.Trusted();

    private static final ProviderConfig ANTHROPIC = provider("anthropic", key("a", Map.of("fast", "claude-haiku-4-5")));

    private static final ProviderConfig OTHER = provider("other", key("b", Map.of(), "gpt-x", "org/model"));

    private static final ProviderConfig LOCAL = provider("local");

    @ParameterizedTest
    @CsvSource({
        "claude-x, anthropic, claude-x",
        "fast, anthropic, claude-haiku-4-5",
        "anthropic/fast, anthropic, claude-haiku-4-5",
        "anthropic/claude-x, anthropic, claude-x",
        "gpt-x, other, gpt-x",
        "other/gpt-x, other, gpt-x",
        "org/model, other, org/model",
        "local/a/b, local, a/b",
        "whatever, local, whatever",
        "unknown/x, local, unknown/x"
    })
    void aNameLeadsToAProviderAndItsOwnName(String asked, String provider, String model) {
        var target = router("local", ANTHROPIC, OTHER, LOCAL)
                .route(asked, TRUSTED)
                .targets()
                .get(0);
        assertThat(target.provider() + " " + target.model()).isEqualTo(provider + " " + model);
    }

    /** Side requests come under bare names: those must not go to a default that has no such model. */
    @Test
    void everyClaudeGoesToAnthropicWhateverTheDefault() {
        var route = router("local", LOCAL, ANTHROPIC).route("claude-opus-5", TRUSTED);
        assertThat(route.targets().get(0).provider()).isEqualTo("anthropic");
    }

    @ParameterizedTest
    @CsvSource({"whatever", "other/unknown", "other/", "/x"})
    void aNameThatLeadsNowhereIsNotFound(String model) {
        refuses(router(null, ANTHROPIC, OTHER), model, TRUSTED, ErrorType.NOT_FOUND_ERROR);
    }

    @Test
    void keysComeInAnOrderDrawnByWeight() {
        var provider = provider("p", key("one", Map.of()), key("two", Map.of()));
        var draws = new double[] {0.9, 0.1};
        var next = new int[1];
        var router = new Router(config("p", List.of(), provider), provider, () -> draws[next[0]++]);
        assertThat(router.route("m", TRUSTED).targets())
                .extracting(target -> target.headers().first("x-api-key").orElse(""))
                .containsExactly("two", "one");
    }

    @Test
    void aKeyOfTheCallersOwnGoesToAnthropicAndNowhereElse() {
        var own = new Caller.Own(new Credential.CallerKey("authorization", new Secret("Bearer mine")));
        for (var model : List.of("claude-x", "anthropic/claude-x", "other/gpt-x")) {
            var targets = router(null).route(model, own).targets();
            assertThat(targets).hasSize(1);
            assertThat(targets.get(0).baseUrl()).isEqualTo(ANTHROPIC.baseUrl());
            assertThat(targets.get(0).headers().first("authorization")).hasValue("Bearer mine");
        }
        assertThat(router(null)
                        .route("anthropic/claude-x", own)
                        .targets()
                        .get(0)
                        .model())
                .isEqualTo("claude-x");
    }

    @Test
    void aVirtualKeyAllowsWhatItNames() {
        var key = new VirtualKey("v", "v", new Secret("v"), true, Map.of("other", List.of("gpt-x")));
        var holder = new Caller.Holder(key);
        var router = router("local", ANTHROPIC, OTHER, LOCAL);
        assertThat(router.route("gpt-x", holder).targets()).hasSize(1);
        assertThat(router.route("other/gpt-x", holder).targets()).hasSize(1);
        refuses(router, "org/model", holder, ErrorType.PERMISSION_ERROR);
        refuses(router, "claude-x", holder, ErrorType.PERMISSION_ERROR);
        assertThat(router.named(holder)).containsExactly("gpt-x");
    }

    private static void refuses(Router router, String model, Caller caller, ErrorType type) {
        assertThatThrownBy(() -> router.route(model, caller))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error().type()).isEqualTo(type));
    }

    private static Router router(@Nullable String defaultProvider, ProviderConfig... providers) {
        return new Router(config(defaultProvider, List.of(), providers), ANTHROPIC, () -> 0.5);
    }

    private static GatewayConfig config(
            @Nullable String defaultProvider, List<VirtualKey> keys, ProviderConfig... providers) {
        var byName = new LinkedHashMap<String, ProviderConfig>();
        for (var provider : providers) {
            byName.put(provider.name(), provider);
        }
        var client = new ClientConfig(
                List.of(), false, 1, defaultProvider, Duration.ZERO, Duration.ZERO, false, FetchConfig.OFF);
        return new GatewayConfig(client, byName, keys, JobConfig.standard(Path.of("nowhere")), "test", List.of());
    }

    private static ProviderConfig provider(String name, ProviderKey... keys) {
        var profile = Profiles.standard().named("anthropic").orElseThrow();
        var uri = URI.create("https://" + name + ".example");
        return new ProviderConfig(name, "configured", profile, uri, List.of(keys), Network.DEFAULT);
    }

    private static ProviderKey key(String value, Map<String, String> aliases, String... models) {
        return new ProviderKey(value, new Secret(value), List.of(models), 1, aliases);
    }
}
