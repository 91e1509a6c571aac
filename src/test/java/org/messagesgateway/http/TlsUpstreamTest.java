package org.messagesgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messagesgateway.config.Network;

/** Whose certificates are trusted. */
class TlsUpstreamTest {

    @TempDir
    Path folder;

    private final ApacheUpstreamClient client = new ApacheUpstreamClient();
    private @Nullable HttpsServer upstream;

    @AfterEach
    void stop() {
        client.close();
        if (upstream != null) {
            upstream.stop(0);
        }
    }

    @Test
    void anUnknownCertificateIsNotTrusted() throws Exception {
        start(SelfSigned.make(folder, "ip:127.0.0.1"));

        assertThat(send(null, false)).isEqualTo("CONNECT: the TLS handshake failed");
    }

    @Test
    void aCertificateThatTheConfigurationNamesIsTrusted() throws Exception {
        var certificate = start(SelfSigned.make(folder, "ip:127.0.0.1"));

        assertThat(send(certificate.pem(), false)).isEqualTo("200");
    }

    @Test
    void aTrustedCertificateForAnotherNameIsNotAccepted() throws Exception {
        var certificate = start(SelfSigned.make(folder, "dns:elsewhere.example"));

        assertThat(send(certificate.pem(), false)).isEqualTo("CONNECT: the TLS handshake failed");
    }

    @Test
    void withoutVerificationAnyCertificateForAnyNameIsAccepted() throws Exception {
        start(SelfSigned.make(folder, "dns:elsewhere.example"));

        assertThat(send(null, true)).isEqualTo("200");
    }

    private SelfSigned start(SelfSigned certificate) throws Exception {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        upstream = server;
        return certificate;
    }

    private String send(@Nullable String trusted, boolean insecure) throws Exception {
        var outcome = new CompletableFuture<String>();
        var port = upstream == null ? 0 : upstream.getAddress().getPort();
        var request = UpstreamRequest.postJson(
                URI.create("https://127.0.0.1:" + port + "/v1/messages"), Headers.NONE, new byte[] {'1'});
        client.send(request, network(trusted, insecure), new Listener(outcome));
        return outcome.get(10, TimeUnit.SECONDS);
    }

    static Network network(@Nullable String trusted, boolean insecure) {
        var common = Network.DEFAULT;
        return new Network(
                common.connectTimeout(),
                common.requestTimeout(),
                common.streamIdleTimeout(),
                common.extraHeaders(),
                trusted,
                insecure,
                null);
    }

    private record Listener(CompletableFuture<String> outcome) implements UpstreamListener {

        @Override
        public void head(int status, Headers headers) {
            outcome.complete(Integer.toString(status));
        }

        @Override
        public boolean data(ByteBuffer bytes) {
            return true;
        }

        @Override
        public void end() {}

        @Override
        public void failed(UpstreamException failure) {
            outcome.complete(failure.kind() + ": " + failure.getMessage());
        }
    }
}
