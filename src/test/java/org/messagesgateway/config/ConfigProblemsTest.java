package org.messagesgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.messagesgateway.config.ConfigFixture.load;
import static org.messagesgateway.config.ConfigFixture.problems;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigProblemsTest {

    /** A document and the start of the one problem with it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"client": 1}                                   | /client: must be an object
            {"client": {"allow_anonymous": "yes"}}          | /client/allow_anonymous: must be true or false
            {"client": {"allowed_origins": "*"}}            | /client/allowed_origins: must be a list
            {"client": {"allowed_origins": [1]}}            | /client/allowed_origins/0: must be a string
            {"client": {"allowed_origins": ["a.com"]}}      | /client/allowed_origins: each must be *
            {"client": {"max_request_body_size_mb": 0}}     | /client/max_request_body_size_mb: must be a whole number from 1
            {"client": {"max_request_body_size_mb": 9999}}  | /client/max_request_body_size_mb: must be a whole number from 1
            {"client": {"heartbeat_in_seconds": 0}}         | /client/heartbeat_in_seconds: must be a whole number from 1
            {"client": {"heartbeat_in_seconds": "10s"}}     | /client/heartbeat_in_seconds: must be a whole number from 1
            {"client": {"heartbeat_in_seconds": 1.5}}       | /client/heartbeat_in_seconds: must be a whole number from 1
            {"client": {"default_provider": "x"}}           | /client/default_provider: no such provider
            {"client": {"default_provider": ""}}            | /client/default_provider: must not be empty
            {"client": {"fetch_urls": true}}                | /client/fetch_urls: must be an object
            {"client": {"fetch_urls": {"max_size_mb": 64}}} | /client/fetch_urls/max_size_mb: must be a whole number from 1 to 32
            {"client": {"fetch_urls": {"allowed_hosts": ["https://a"]}}} | /client/fetch_urls/allowed_hosts: each must be a host such as
            {"client": {"fetch_urls": {"internal_hosts": ["*.corp"]}}} | /client/fetch_urls/internal_hosts: each must be a host such as
            {"client": {"async_job_result_ttl": 0}}         | /client/async_job_result_ttl: must be a whole number from 1
            {"client": {"async_job_result_ttl": 700000}}    | /client/async_job_result_ttl: must not be above async_job_result_ttl_max
            {"client": {"async_concurrency": 0}}            | /client/async_concurrency: must be a whole number from 1
            {"client": {"async_queue_limit": -1}}           | /client/async_queue_limit: must be a whole number from 1
            {"client": {"async_max_attempts": "2"}}         | /client/async_max_attempts: must be a whole number from 1
            {"client": {"job_cache_mb": 0}}                 | /client/job_cache_mb: must be a whole number from 1
            {"client": {"job_store": "h2"}}                 | /client/job_store: must be an object
            {"client": {"job_store": {"url": "pg://a"}}}    | /client/job_store/url: must begin with jdbc:
            {"client": {"job_store": {"jndi": "a", "url": "jdbc:b"}}} | /client/job_store/url: jndi and url exclude each other
            {"client": {"job_store": {"username": "a"}}}    | /client/job_store/username: needs url
            {"client": {"job_store": {"password": "a"}}}    | /client/job_store/password: needs url
            {"client": {"job_store": {"url": "jdbc:b", "encryption_keys": ["c2hvcnQ="]}}} | /client/job_store/encryption_keys: each must be 32 bytes in Base64
            {"client": {"job_store": {"encryption_keys": ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]}}} | /client/job_store/encryption_keys: are for jndi or url
            {"clients": {}}                                 | /clients: unknown key; known here: $schema, client, governance, providers
            {"client": {"a/b~c": 1}}                        | /client/a~1b~0c: unknown key
            {"providers": []}                               | /providers: must be an object
            {"governance": {"virtual_keys": {}}}            | /governance/virtual_keys: must be a list
            {"governance": {"virtual_keys": ["a"]}}         | /governance/virtual_keys/0: must be an object
            """)
    void aWrongValueIsReported(String document, String problem) {
        assertThat(problems(document)).singleElement().asString().startsWith(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"keys": [{"value": ""}]}                              | keys/0/value: must not be empty
            {"keys": [{"name": "a"}]}                              | keys/0/value: is missing
            {"keys": [{"value": 1}]}                               | keys/0/value: must be a string
            {"keys": [{"value": "a\\nb"}]}                         | keys/0/value: must not contain control characters
            {"keys": [{"value": "env.NOT_SET"}]}                   | keys/0/value: the environment variable NOT_SET is not set
            {"keys": [{"value": "env.EMPTY"}]}                     | keys/0/value: the environment variable EMPTY is not set
            {"keys": [{"value": "a", "weight": 0}]}                | keys/0/weight: must be above 0
            {"keys": [{"value": "a", "weight": "1"}]}              | keys/0/weight: must be a number
            {"keys": [{"value": "a", "models": "b"}]}              | keys/0/models: must be a list
            {"keys": [{"value": "a", "aliases": {"b": {}}}]}       | keys/0/aliases/b/model_id: is missing
            {"keys": [{"value": "a", "aliases": {"b": 1}}]}        | keys/0/aliases/b: must be a string
            {"keys": [{"value": "a", "blacklisted_models": []}]}   | keys/0/blacklisted_models: not supported
            {"keys": [{"value": "a", "enabled": false}]}           | keys: none of them is enabled
            {"keys": [{"value": "a", "name": "x"}, {"value": "b", "name": "x"}]} | keys/1/name: another key
            {"dialect": "morse"}                                   | dialect: unknown; dialects: chat, converse, gemini, messages, responses
            {"profile": "morse"}                                   | profile: no such profile; there are anthropic
            {"profile": 1}                                         | profile: must be the name of a profile
            {"profile": {"chat": {"morse": 1}}}                    | profile: cannot be used: profile: unknown member morse
            {"profile": {"chat": 1}}                               | profile: cannot be used
            {"profile": {"base_url": "openai.com"}}                | profile: base_url must be an absolute
            {"custom_provider_config": {"base_provider_type": "cohere"}} | custom_provider_config/base_provider_type: must be
            {"network_config": {"base_url": "openai.com"}}         | network_config/base_url: must be an absolute http or https URL
            {"network_config": {"base_url": "ftp://a"}}            | network_config/base_url: must be an absolute http or https URL
            {"network_config": {"base_url": "https://u:p@a"}}      | network_config/base_url: must be an absolute http or https URL
            {"network_config": {"base_url": "https://a b"}}        | network_config/base_url: must be an absolute http or https URL
            {"network_config": {"connect_timeout_in_seconds": 0}}  | network_config/connect_timeout_in_seconds: must be a whole
            {"network_config": {"stream_idle_timeout_in_seconds": -1}} | network_config/stream_idle_timeout_in_seconds: must be
            {"network_config": {"default_request_timeout_in_seconds": 1e9}} | network_config/default_request_timeout_in_seconds: must
            {"network_config": {"extra_headers": {"a b": "c"}}}    | network_config/extra_headers/a b: not a header name
            {"network_config": {"extra_headers": {"a": "b\\r\\nc"}}} | network_config/extra_headers/a: must not contain control
            {"network_config": {"extra_headers": {"Host": "c"}}}   | network_config/extra_headers/Host: this header is
            {"network_config": {"ca_cert_pem": "nonsense"}}        | network_config/ca_cert_pem: not a certificate in PEM
            {"proxy_config": {"type": "socks5", "url": "http://a"}} | proxy_config/type: socks5 is not supported
            {"proxy_config": {"type": "carrier pigeon"}}           | proxy_config/type: must be none, http or environment
            {"proxy_config": {"type": "http"}}                     | proxy_config/url: is missing
            {"proxy_config": {"url": "http://a"}}                  | proxy_config/type: is missing
            {"proxy_config": {"type": "http", "url": "a:1"}}       | proxy_config/url: must be an absolute
            """)
    void aWrongValueOfAProviderIsReported(String provider, String problem) {
        assertThat(problems("{\"providers\": {\"openai\": %s}}".formatted(provider), "EMPTY", " "))
                .singleElement()
                .asString()
                .startsWith("/providers/openai/" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {}                                             | /network_config/base_url: is missing
            {"dialect": "chat"}                            | /network_config/base_url: is missing
            {"keys": [{"azure_key_config": {"endpoint": "http://a"}}, {"name": "b", "azure_key_config": {"endpoint": "http://b"}}]} | /keys: are for different servers
            {"keys": [{"azure_key_config": {"endpoint": "http://a", "deployments": {"a": "b"}}}]} | /keys/0/azure_key_config/deployments: not supported
            """)
    void aServerThatNobodyKnowsMustBeNamed(String provider, String problem) {
        assertThat(problems("{\"providers\": {\"vllm\": %s}}".formatted(provider)))
                .singleElement()
                .asString()
                .startsWith("/providers/vllm" + problem);
    }

    @Test
    void aProviderThatNobodyKnowsMustSayWhatItSpeaks() {
        assertThat(problems("{\"providers\": {\"mine\": {\"network_config\": {\"base_url\": \"http://a\"}}}}"))
                .singleElement()
                .asString()
                .startsWith(
                        "/providers/mine/dialect: is missing; dialects: chat, converse, gemini, messages, responses; providers that need none: anth");
    }

    @Test
    void aProvidersNameHasNoSlash() {
        assertThat(problems("{\"providers\": {\"a/b\": {\"profile\": \"openai\"}}}"))
                .containsExactly(
                        "/providers/a~1b: a provider's name has letters, digits, dots, dashes and underscores only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"value": "v"}                                         | id: is missing
            {"id": "a"}                                            | value: is missing
            {"id": "a", "value": ""}                               | value: must not be empty
            {"id": "a", "value": "v", "is_active": 1}              | is_active: must be true or false
            {"id": "a", "value": "v", "expires_at": "2030-01-01T00:00:00Z"} | expires_at: not supported: set is_active
            {"id": "a", "value": "v", "provider_configs": []}      | provider_configs: allows nothing
            {"id": "a", "value": "v", "allow_all_providers": false} | provider_configs: allows nothing
            {"id": "a", "value": "v", "provider_configs": [{"allowed_models": ["*"]}]} | provider_configs/0/provider: is missing
            {"id": "a", "value": "v", "provider_configs": [{"provider": "openai"}]} | provider_configs/0/allowed_models: allows nothing
            {"id": "a", "value": "v", "provider_configs": [{"provider": "x", "allowed_models": ["*"]}]} | provider_configs/0/provider: no such provider
            {"id": "a", "value": "v", "provider_configs": [{"provider": "openai", "allowed_models": ["*"]}, {"provider": "openai", "allowed_models": ["*"]}]} | provider_configs/1/provider: named twice
            {"id": "a", "value": "v", "provider_configs": [{"provider": "openai", "allowed_models": ["*"], "key_ids": ["k"]}]} | provider_configs/0/key_ids: not supported
            """)
    void aWrongValueOfAVirtualKeyIsReported(String key, String problem) {
        assertThat(problems(
                        "{\"providers\": {\"openai\": {}}, \"governance\": {\"virtual_keys\": [%s]}}".formatted(key)))
                .singleElement()
                .asString()
                .startsWith("/governance/virtual_keys/0/" + problem);
    }

    @Test
    void virtualKeysDifferInIdAndValue() {
        assertThat(
                        problems(
                                """
                        {"governance": {"virtual_keys": [
                          {"id": "a", "value": "v"}, {"id": "a", "value": "w"}, {"id": "b", "value": "v"}]}}"""))
                .containsExactly(
                        "/governance/virtual_keys/1/id: another virtual key has this id",
                        "/governance/virtual_keys/2/value: another virtual key has this value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"a": 1,}        | line 1
            {"a": 1, "a": 2} | line 1
            {} {}            | more than one value
            []               | not a JSON object
            nothing          | line 1
            """)
    void whatIsNotOneJsonObjectIsOneProblem(String document, String where) {
        assertThat(problems(document)).singleElement().asString().contains(where);
    }

    @Test
    void theLineOfASyntaxErrorIsTold() {
        assertThat(problems("{\n  \"client\": {\n    \"x\" 1\n  }\n}"))
                .singleElement()
                .asString()
                .startsWith("not valid JSON at line 3, column ");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        var document =
                """
                {"client": {"heartbeat_in_seconds": 0, "colour": "red"},
                 "providers": {
                   "openai": {"keys": [{"value": "a", "weight": 0}, {"value": "env.NOT_SET"}]},
                   "mine": {"keys": "none"}},
                 "governance": {"virtual_keys": [{"id": "a"}]}}""";

        assertThat(problems(document))
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "/client/heartbeat_in_seconds",
                        "/client/colour",
                        "/providers/openai/keys/0/weight",
                        "/providers/openai/keys/1/value",
                        "/providers/mine/dialect",
                        "/providers/mine/network_config/base_url",
                        "/providers/mine/keys",
                        "/governance/virtual_keys/0/value");
        assertThatThrownBy(() -> load(document))
                .hasMessageContainingAll(problems(document).toArray(CharSequence[]::new));
    }

    @Test
    void noSecretIsEverInAMessage() {
        assertThatThrownBy(() -> load(
                        """
                        {"providers": {"openai": {
                           "keys": [{"value": "HUSH\\n"}, {"value": "env.BAD"}, {"value": "HUSH", "weight": 0}],
                           "network_config": {
                             "base_url": "https://user:HUSH@a", "extra_headers": {"Host": "HUSH", "a": "HUSH\\n"},
                             "ca_cert_pem": "HUSH"},
                           "proxy_config": {"type": "environment", "url": "HUSH", "password": "HUSH\\n"}}},
                         "governance": {"virtual_keys": [
                           {"id": "a", "value": "HUSH"}, {"id": "b", "value": "HUSH"}, {"id": "c", "value": "HUSH\\n"}]}}""",
                        "BAD",
                        "a\nHUSH",
                        "HTTPS_PROXY",
                        "socks://HUSH@b"))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("HUSH")
                .hasNoCause();
    }

    @Test
    void aKeyFromTheEnvironmentMustFitAHeader() {
        assertThatThrownBy(() -> ConfigFixture.fromEnvironment("OPENAI_API_KEY", "HU\nSH"))
                .hasMessageContaining("OPENAI_API_KEY: must not contain control characters")
                .hasMessageNotContaining("SH\n");
    }
}
