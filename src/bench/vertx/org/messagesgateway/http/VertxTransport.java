package org.messagesgateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.Network;

/** The part of a provider's network settings that needs clients of its own. Immutable. */
record VertxTransport(
        Duration connectTimeout,
        @Nullable String caCertPem,
        boolean insecureSkipVerify,
        Network.@Nullable Proxy proxy) {

    private static final int MAX_CONNECTIONS = 20_000;

    /** A client for each event loop. */
    record Clients(List<? extends HttpClient> clients) {

        HttpClient on(int loop) {
            return clients.get(loop);
        }

        void close() {
            clients.forEach(client ->
                    client.close().toCompletionStage().toCompletableFuture().join());
        }
    }

    static VertxTransport of(Network network) {
        return new VertxTransport(
                network.connectTimeout(), network.caCertPem(), network.insecureSkipVerify(), network.proxy());
    }

    Clients start(Vertx vertx, int loops) {
        return new Clients(IntStream.range(0, loops)
                .mapToObj(loop -> vertx.createHttpClient(options(), pool()))
                .toList());
    }

    private static PoolOptions pool() {
        return new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setCleanerPeriod(30_000);
    }

    private HttpClientOptions options() {
        var options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()))
                .setMaxHeaderSize(64 * 1024)
                .setMaxInitialLineLength(64 * 1024)
                .setMaxChunkSize(16 * 1024)
                .setUseAlpn(true)
                .setVerifyHost(!insecureSkipVerify)
                .setTrustAll(insecureSkipVerify);
        if (caCertPem != null && !insecureSkipVerify) {
            options.setTrustOptions(TrustOptions.wrap(both(caCertPem)));
        }
        if (proxy != null) {
            var uri = URI.create(proxy.url());
            var to = new ProxyOptions()
                    .setType(ProxyType.HTTP)
                    .setHost(uri.getHost())
                    .setPort(uri.getPort() < 0 ? 3128 : uri.getPort());
            if (proxy.username() != null && proxy.password() != null) {
                to.setUsername(proxy.username()).setPassword(proxy.password().reveal());
            }
            options.setProxyOptions(to);
        }
        return options;
    }

    /** The platform's authorities and these: one store of all of them. */
    private static X509TrustManager both(String pem) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (X509Certificate known : manager(null).getAcceptedIssuers()) {
                store.setCertificateEntry("ca-" + count++, known);
            }
            var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
                store.setCertificateEntry("ca-" + count++, certificate);
            }
            return manager(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("ca_cert_pem is not a certificate", e);
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
