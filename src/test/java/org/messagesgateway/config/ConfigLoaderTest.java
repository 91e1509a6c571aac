package org.messagesgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.config.ConfigFixture.fromEnvironment;
import static org.messagesgateway.config.ConfigFixture.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

    @Test
    void anEmptyFileGivesTheDefaults() {
        var config = load("{}");

        assertThat(config.client())
                .isEqualTo(new ClientConfig(
                        List.of(),
                        false,
                        32 * 1024 * 1024,
                        null,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        false,
                        new FetchConfig(false, List.of(), List.of(), false, 10 * 1024 * 1024, Duration.ofSeconds(10))));
        assertThat(config.providers()).isEmpty();
        assertThat(config.virtualKeys()).isEmpty();
        assertThat(config.warnings()).isEmpty();
        assertThat(config.source()).endsWith(".json");
    }

    @Test
    void aKnownProviderNeedsNothingElse() {
        var openai = load("{'providers': {'openai': {'keys': [{'value': 'k'}]}}}".replace('\'', '"'))
                .providers()
                .get("openai");

        assertThat(openai)
                .isEqualTo(new ProviderConfig(
                        "openai",
                        "configured",
                        Profiles.standard().named("openai").orElseThrow(),
                        URI.create("https://api.openai.com/v1"),
                        List.of(new ProviderKey("key-1", new Secret("k"), List.of(), 1, Map.of())),
                        Network.DEFAULT));
    }

    @Test
    void providersKeepTheOrderOfTheFile() {
        var config = load("{\"providers\": {\"openai\": {}, \"mistral\": {}, \"anthropic\": {}}}");

        assertThat(config.providers().keySet()).containsExactly("openai", "mistral", "anthropic");
    }

    @Test
    void aProviderMayBeLikeAnotherOne() {
        var config = load(
                """
                {"providers": {"europe": {"profile": "anthropic", "keys": [{"value": "k"}]}}}""");

        var europe = config.providers().get("europe");
        assertThat(europe.profile())
                .isEqualTo(Profiles.standard().named("anthropic").orElseThrow());
        assertThat(europe.baseUrl()).hasToString("https://api.anthropic.com");
    }

    @Test
    void aProviderOfOnesOwnSendsItsKeyAsItsDialectDoes() {
        var config = load(
                """
                {"providers": {
                  "a": {"dialect": "messages", "network_config": {"base_url": "http://a"}},
                  "b": {"dialect": "chat", "network_config": {"base_url": "http://b/v1"}}}}""");

        assertThat(config.providers().get("a").profile().keyHeader()).isEqualTo(KeyHeader.X_API_KEY);
        assertThat(config.providers().get("b").profile().keyHeader()).isEqualTo(KeyHeader.BEARER);
    }

    @Test
    void aKnownProviderCanSpeakAnotherDialect() {
        var config = load("{\"providers\": {\"deepseek\": {\"dialect\": \"messages\"}}}");

        var deepseek = config.providers().get("deepseek");
        assertThat(deepseek.profile().dialect()).isEqualTo("messages");
        assertThat(deepseek.baseUrl()).hasToString("https://api.deepseek.com/anthropic");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, https://proxy, https://proxy/v1",
        "openai, https://proxy/, https://proxy/v1",
        "openai, https://proxy/llm, https://proxy/llm",
        "anthropic, https://proxy, https://proxy",
        "anthropic, https://proxy/llm/, https://proxy/llm",
        "vllm, http://gpu:8000, http://gpu:8000",
        "vllm, http://gpu:8000/v1, http://gpu:8000",
        "vllm, http://gpu:8000/models/v1/, http://gpu:8000/models",
        "azure, https://us.openai.azure.com/, https://us.openai.azure.com",
        "azure, https://us.openai.azure.com/openai/v1, https://us.openai.azure.com",
    })
    void aBaseUrlIsForgivenItsVersion(String provider, String configured, String used) {
        var document = "{\"providers\": {\"%s\": {\"network_config\": {\"base_url\": \"%s\"}}}}";

        var config = load(document.formatted(provider, configured));

        assertThat(config.providers().get(provider).baseUrl()).hasToString(used);
    }

    @Test
    void aNullCountsAsAbsent() {
        var config = load("{\"client\": {\"default_provider\": null}, \"providers\": {\"openai\": {\"keys\": null}}}");

        assertThat(config.client().defaultProvider()).isNull();
        assertThat(config.providers().get("openai").keys()).isEmpty();
    }

    @Test
    void aVirtualKeyWithoutProvidersMayUseAllOfThem() {
        var config = load(
                """
                {"providers": {"openai": {}},
                 "governance": {"virtual_keys": [{"id": "a", "value": "v"}]}}""");

        var key = config.virtualKeys().get(0);
        assertThat(key.name()).isEqualTo("a");
        assertThat(key.active()).isTrue();
        assertThat(key.allows("openai", "anything")).isTrue();
    }

    @Test
    void aVirtualKeyIsHeldToItsModels() {
        var config = load(
                """
                {"providers": {"openai": {}, "mistral": {}, "groq": {}},
                 "governance": {"virtual_keys": [{"id": "a", "value": "v", "provider_configs": [
                   {"provider": "openai", "allowed_models": ["gpt-5"]},
                   {"provider": "groq", "allowed_models": ["*"]}]}]}}""");

        var key = config.virtualKeys().get(0);
        assertThat(key.allows("openai", "gpt-5")).isTrue();
        assertThat(key.allows("openai", "gpt-4")).isFalse();
        assertThat(key.allows("groq", "anything")).isTrue();
        assertThat(key.allows("mistral", "gpt-5")).isFalse();
    }

    @Test
    void aDisabledKeyIsLeftOut() {
        var config = load(
                """
                {"providers": {"openai": {"keys": [
                  {"name": "a", "value": "1", "enabled": false}, {"name": "b", "value": "2"}]}}}""");

        assertThat(config.providers().get("openai").keys())
                .extracting(ProviderKey::name)
                .containsExactly("b");
    }

    @Test
    void anyStringMayComeFromTheEnvironment() {
        var config = load(
                """
                {"providers": {"openai": {
                   "keys": [{"value": "env.KEY"}], "network_config": {"base_url": "env.URL"}}}}""",
                "KEY",
                "secret\n",
                "URL",
                "https://proxy/v1");

        var openai = config.providers().get("openai");
        assertThat(openai.keys().get(0).access()).isEqualTo(new KeyAccess.Value(new Secret("secret")));
        assertThat(openai.baseUrl()).hasToString("https://proxy/v1");
    }

    @Test
    void withoutAFileVariablesSwitchProvidersOn() {
        var config = fromEnvironment("OPENAI_API_KEY", "sk-1", "ANTHROPIC_API_KEY", "sk-2", "MISTRAL_API_KEY", " ");

        assertThat(config.source()).isEqualTo("environment");
        assertThat(config.providers().keySet()).containsExactlyInAnyOrder("openai", "anthropic");
        assertThat(config.providers().get("anthropic"))
                .isEqualTo(new ProviderConfig(
                        "anthropic",
                        "ANTHROPIC_API_KEY is set",
                        Profiles.standard().named("anthropic").orElseThrow(),
                        URI.create("https://api.anthropic.com"),
                        List.of(new ProviderKey("ANTHROPIC_API_KEY", new Secret("sk-2"), List.of(), 1, Map.of())),
                        Network.DEFAULT));
    }

    @Test
    void withoutAFileAndWithoutVariablesThereIsNoProvider() {
        assertThat(fromEnvironment().providers()).isEmpty();
    }

    @Test
    void theVariablesOfClientsAreNotRead() {
        var config = fromEnvironment(
                "ANTHROPIC_API_KEY",
                "k",
                "ANTHROPIC_BASE_URL",
                "http://localhost:8080/anthropic",
                "OPENAI_BASE_URL",
                "x");

        assertThat(config.providers().get("anthropic").baseUrl()).hasToString("https://api.anthropic.com");
    }

    @Test
    void azureNeedsItsEndpointToo() {
        assertThat(fromEnvironment("AZURE_OPENAI_API_KEY", "k").providers()).isEmpty();
        assertThat(fromEnvironment("AZURE_OPENAI_API_KEY", "k", "AZURE_OPENAI_ENDPOINT", "https://us.openai.azure.com/")
                        .providers()
                        .get("azure")
                        .baseUrl())
                .hasToString("https://us.openai.azure.com");
    }

    @Test
    void aFileThatDoesNotSpeakOfProvidersLeavesThemToTheEnvironment() {
        var config = load("{\"client\": {\"default_provider\": \"openai\"}}", "OPENAI_API_KEY", "k");

        assertThat(config.defaultProvider()).isNotNull();
        assertThat(load("{\"providers\": {}}", "OPENAI_API_KEY", "k").providers())
                .isEmpty();
    }

    @Test
    void aByteOrderMarkIsReadPast() {
        assertThat(load("\uFEFF{}").providers()).isEmpty();
    }
}
