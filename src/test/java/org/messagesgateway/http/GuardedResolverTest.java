package org.messagesgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;
import org.messagesgateway.config.FetchConfig;

class GuardedResolverTest {

    private final InMemoryDnsResolver names = new InMemoryDnsResolver();
    private final GuardedResolver resolver = new GuardedResolver(
            new FetchConfig(
                    true,
                    List.of(),
                    List.of("files.corp", "ports.corp:8443", "cloud.corp", "[::1]:8443"),
                    false,
                    1,
                    Duration.ofSeconds(1)),
            names);

    private void named(String host, String... addresses) throws UnknownHostException {
        var all = new InetAddress[addresses.length];
        for (var i = 0; i < addresses.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        names.add(host, all);
    }

    private void isRefused(String host, int port) {
        assertThatThrownBy(() -> resolver.resolve(host, port)).isInstanceOf(GuardedResolver.NoPublicAddress.class);
    }

    @Test
    void aPublicHostIsGivenWithEachOfItsAddresses() throws Exception {
        named("cdn.example.com", "1.1.1.1", "2606:4700::1111");
        assertThat(resolver.resolve("cdn.example.com", 443))
                .containsExactly(new InetSocketAddress("1.1.1.1", 443), new InetSocketAddress("2606:4700::1111", 443));
    }

    @Test
    void aNameForAnInternalAddressIsRefusedLikeAnUnknownOne() throws Exception {
        named("localtest.me", "127.0.0.1");
        named("metadata.example.com", "169.254.169.254");
        isRefused("localtest.me", 443);
        isRefused("metadata.example.com", 443);
        isRefused("unknown.example.com", 443);
    }

    @Test
    void oneInternalAddressAmongPublicOnesIsEnough() throws Exception {
        named("mixed.example.com", "1.1.1.1", "10.0.0.1");
        isRefused("mixed.example.com", 443);
    }

    @Test
    void whatTheOperatorNamesMayBeInternal() throws Exception {
        named("files.corp", "10.0.0.1");
        named("ports.corp", "10.0.0.1");
        named("::1", "::1");
        assertThat(resolver.resolve("files.corp", 443)).hasSize(1);
        assertThat(resolver.resolve("ports.corp", 8443)).hasSize(1);
        assertThat(resolver.resolve("::1", 8443)).hasSize(1);
        isRefused("ports.corp", 443);
    }

    @Test
    void linkLocalAddressesAreRefusedEvenThen() throws Exception {
        named("cloud.corp", "169.254.169.254");
        isRefused("cloud.corp", 443);
    }
}
