package org.messagesgateway.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.channels.ClosedSelectorException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.CredentialsProviderBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ssl.SSLIOSession;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.Network;

/** The part of a provider's network settings that needs a client of its own. Immutable. */
record Transport(
        Duration connectTimeout,
        @Nullable String caCertPem,
        boolean insecureSkipVerify,
        Network.@Nullable Proxy proxy,
        @Nullable DnsResolver resolver) {

    private static final Logger LOG = System.getLogger(Transport.class.getName());

    /** More than any estate's streams at once: the limit is the upstream's to set. */
    private static final int MAX_CONNECTIONS = 20_000;

    /** Each connection has three; what a library takes by itself, 32 KB each, is a gigabyte for 10,000 streams. */
    private static final int BUFFER = 4 * 1024;

    /** No upstream's head is so large; without limits one that does not end would fill the memory. */
    private static final Http1Config HEADS = Http1Config.custom()
            .setBufferSize(BUFFER)
            .setMaxHeaderCount(500)
            .setMaxLineLength(64 * 1024)
            .build();

    /** The attribute of an exchange that holds its {@link ApacheCall}. */
    static final String CALL = ApacheCall.class.getName();

    /** @param resolver null for the system's */
    static Transport of(Network network, @Nullable DnsResolver resolver) {
        return new Transport(
                network.connectTimeout(), network.caCertPem(), network.insecureSkipVerify(), network.proxy(), resolver);
    }

    CloseableHttpAsyncClient start() {
        var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setTlsStrategy(tlsStrategy().buildAsync())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                        .setHandshakeTimeout(Timeout.of(connectTimeout))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .build())
                .build();
        var builder = HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setThreadFactory(new DefaultThreadFactory("gateway-http", true))
                .setIoReactorExceptionCallback(Transport::log)
                .setIoSessionDecorator(Transport::session)
                .setHttp1Config(HEADS)
                .setUserAgent("messages-gateway")
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression();
        builder.addExecInterceptorLast("call", (request, body, scope, chain, callback) -> {
            if (scope.clientContext.getAttribute(CALL) instanceof ApacheCall call) {
                call.connected(scope.execRuntime);
            }
            chain.proceed(request, body, scope, callback);
        });
        useProxy(builder);
        var client = builder.build();
        client.start();
        return client;
    }

    private static IOSession session(IOSession session) {
        return session instanceof SSLIOSession ? new WindowedSession(session) : new DirectSession(session);
    }

    /** What no call hears of. A selector closed or emptied under its thread is how a client ends. */
    private static void log(Exception failure) {
        if (!(failure instanceof ClosedSelectorException || failure instanceof ConcurrentModificationException)) {
            LOG.log(Level.WARNING, "upstream connections: " + failure.getClass().getSimpleName(), failure);
        }
    }

    private void useProxy(HttpAsyncClientBuilder builder) {
        if (proxy == null) {
            // Nobody to answer a challenge to: what proves who calls is among the call's own headers, and a 401 is an
            // answer.
            builder.replaceExecInterceptor(
                    ChainElement.PROTOCOL.name(),
                    (request, body, scope, chain, callback) -> chain.proceed(request, body, scope, callback));
            return;
        }
        var uri = URI.create(proxy.url());
        var host = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort() < 0 ? 3128 : uri.getPort());
        builder.setProxy(host);
        if (proxy.username() != null && proxy.password() != null) {
            var password = proxy.password().reveal().toCharArray();
            builder.setDefaultCredentialsProvider(CredentialsProviderBuilder.create()
                    .add(new AuthScope(host), new UsernamePasswordCredentials(proxy.username(), password))
                    .build());
        }
    }

    private ClientTlsStrategyBuilder tlsStrategy() {
        var builder = ClientTlsStrategyBuilder.create().setSslContext(sslContext());
        if (insecureSkipVerify) {
            builder.setHostnameVerifier(NoopHostnameVerifier.INSTANCE);
            // Else the JDK checks the name too.
            builder.setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT);
        }
        return builder;
    }

    private SSLContext sslContext() {
        try {
            if (insecureSkipVerify) {
                return SSLContexts.custom()
                        .loadTrustMaterial((chain, type) -> true)
                        .build();
            }
            if (caCertPem != null) {
                return SSLContexts.custom()
                        .loadTrustMaterial(trustStore(caCertPem), null)
                        .build();
            }
            return SSLContexts.createSystemDefault();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("ca_cert_pem is not a certificate", e);
        }
    }

    /** One store for the system's and these, as of several trust managers the JDK asks the first only. */
    private static KeyStore trustStore(String pem) throws GeneralSecurityException, IOException {
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        var certificates = new ArrayList<Certificate>(systemIssuers());
        certificates.addAll(CertificateFactory.getInstance("X.509").generateCertificates(bytes));
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (var i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("ca-" + i, certificates.get(i));
        }
        return store;
    }

    private static List<X509Certificate> systemIssuers() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }
}
