package org.messagesgateway.config;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a provider. Immutable.
 *
 * @param connectTimeout until the connection stands
 * @param requestTimeout until the answer begins; for an answer that is not streamed, until it ends
 * @param streamIdleTimeout longest silence inside a stream
 * @param extraHeaders sent with every call
 * @param caCertPem trusted beside the platform's authorities
 * @param insecureSkipVerify accepts any certificate
 */
public record Network(
        Duration connectTimeout,
        Duration requestTimeout,
        Duration streamIdleTimeout,
        Map<String, Secret> extraHeaders,
        @Nullable String caCertPem,
        boolean insecureSkipVerify,
        @Nullable Proxy proxy) {

    /** An HTTP proxy on the way to the provider. */
    public record Proxy(String url, @Nullable String username, @Nullable Secret password) {}

    public static final Network DEFAULT = new Network(
            Duration.ofSeconds(10), Duration.ofSeconds(600), Duration.ofSeconds(120), Map.of(), null, false, null);

    /** The same, with less patience for the answer. */
    public Network within(Duration requestTimeout) {
        return new Network(
                connectTimeout, requestTimeout, streamIdleTimeout, extraHeaders, caCertPem, insecureSkipVerify, proxy);
    }

    /** Reads {@code network_config}, but for the base URL, and {@code proxy_config}. */
    static Network from(Section network, Section proxy, @Nullable URI baseUrl) {
        network.ignore(Bifrost.NETWORK);
        var headers = network.section("extra_headers");
        HeaderRule.check(headers);
        var certificates = network.text("ca_cert_pem");
        if (certificates != null && !isPem(certificates)) {
            network.problem("ca_cert_pem", "not a certificate in PEM");
        }
        return new Network(
                network.seconds("connect_timeout_in_seconds", DEFAULT.connectTimeout, 1),
                network.seconds("default_request_timeout_in_seconds", DEFAULT.requestTimeout, 1),
                network.seconds("stream_idle_timeout_in_seconds", DEFAULT.streamIdleTimeout, 1),
                secrets(headers.texts()),
                certificates,
                network.flag("insecure_skip_verify", false),
                ProxyReader.read(proxy, baseUrl));
    }

    /** They often hold keys. */
    private static Map<String, Secret> secrets(Map<String, String> texts) {
        var secrets = new LinkedHashMap<String, Secret>();
        texts.forEach((name, text) -> secrets.put(name, new Secret(text)));
        return Collections.unmodifiableMap(secrets);
    }

    private static boolean isPem(String certificates) {
        try {
            var in = new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII));
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .isEmpty();
        } catch (CertificateException e) {
            return false;
        }
    }
}
