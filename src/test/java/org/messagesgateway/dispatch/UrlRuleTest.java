package org.messagesgateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.config.FetchConfig;
import org.messagesgateway.messages.ApiException;

class UrlRuleTest {

    private static final UrlRule ANY = rule(false, List.of());

    private static UrlRule rule(boolean http, List<String> allowed) {
        return new UrlRule(new FetchConfig(true, allowed, List.of("files.corp:8443"), http, 1, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/a.png?x=1#part",
                "HTTPS://EXAMPLE.com:443/\u00fc.png",
                "https://example.com:80/",
                "https://files.corp:8443/a",
                "https://[2606:4700::1111]/a"
            })
    void theseAreAsked(String url) {
        assertThat(ANY.check(url).toString()).doesNotContain("#", "\u00fc");
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/, http URLs are not fetched",
        "ftp://example.com/, only https",
        "file:///etc/passwd, only https",
        "gopher://example.com/, only https",
        "jar:https://example.com/!/, only https",
        "example.com/a, only https",
        "'', only https",
        "https:///a, host",
        "https:a, host",
        "https://0x7f.1/, host",
        "https://user@example.com/, a user's name",
        "https://user:pw@example.com/, a user's name",
        "https://example.com:22/, ports",
        "https://example.com:8443/, ports",
        "https://exa mple.com/, not well-formed",
        "https://example.com\\@evil.com/, not well-formed",
        "'https://example.com/\n', not well-formed"
    })
    void theseAreNot(String url, String rule) {
        assertThatThrownBy(() -> ANY.check(url))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(rule);
    }

    @Test
    void httpIsAskedWhereThatIsAllowed() {
        assertThat(rule(true, List.of()).check("http://example.com/a")).hasScheme("http");
    }

    @Test
    void onlyAllowedHostsAreAskedIfThereAreAny() {
        var rule = rule(false, List.of("example.com", "*.example.org"));
        rule.check("https://Example.com./a");
        rule.check("https://a.b.example.org/a");
        rule.check("https://files.corp:8443/a");
        for (var other : List.of("https://a.example.com", "https://example.org", "https://badexample.org")) {
            assertThatThrownBy(() -> rule.check(other)).hasMessageContaining("allowed_hosts");
        }
    }
}
