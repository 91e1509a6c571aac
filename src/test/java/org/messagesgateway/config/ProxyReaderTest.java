package org.messagesgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.config.ConfigFixture.load;
import static org.messagesgateway.config.ConfigFixture.problems;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyReaderTest {

    private static final String ENVIRONMENT =
            "{\"providers\": {\"openai\": {\"proxy_config\": {\"type\": \"environment\"}}}}";

    @Test
    void noneIsNone() {
        assertThat(proxy("{\"providers\": {\"openai\": {\"proxy_config\": {\"type\": \"none\"}}}}"))
                .isNull();
        assertThat(proxy(ENVIRONMENT)).isNull();
    }

    @Test
    void theEnvironmentNamesOneForEachScheme() {
        assertThat(proxy(ENVIRONMENT, "HTTPS_PROXY", "http://a:1", "HTTP_PROXY", "http://b:2"))
                .isEqualTo(new Network.Proxy("http://a:1", null, null));
        assertThat(proxy(ENVIRONMENT, "https_proxy", "a:1", "HTTPS_PROXY", "http://b:2"))
                .isEqualTo(new Network.Proxy("http://a:1", null, null));
    }

    @Test
    void theEnvironmentHasUserAndPasswordInTheUrl() {
        assertThat(proxy(ENVIRONMENT, "HTTPS_PROXY", "http://me:p@ss:word@a:1/"))
                .isEqualTo(new Network.Proxy("http://a:1/", "me", new Secret("p@ss:word")));
    }

    @ParameterizedTest
    @CsvSource({"*", "api.openai.com", "OPENAI.com", ".openai.com", "*.openai.com", "'localhost, api.openai.com'"})
    void theEnvironmentNamesExceptions(String noProxy) {
        assertThat(proxy(ENVIRONMENT, "HTTPS_PROXY", "http://a:1", "NO_PROXY", noProxy))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"penai.com", "example.com", "','"})
    void otherHostsAreNoExceptions(String noProxy) {
        assertThat(proxy(ENVIRONMENT, "HTTPS_PROXY", "http://a:1", "NO_PROXY", noProxy))
                .isNotNull();
    }

    @Test
    void aBadVariableIsAProblem() {
        assertThat(problems(ENVIRONMENT, "HTTPS_PROXY", "socks5://a:1"))
                .containsExactly("/providers/openai/proxy_config/type: the environment variable HTTPS_PROXY"
                        + " is not an http or https URL");
    }

    private static Network.Proxy proxy(String document, String... environment) {
        return load(document, environment).providers().get("openai").network().proxy();
    }
}
