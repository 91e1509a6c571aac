package org.messagesgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messagesgateway.config.Network;

/** An upstream with a certificate that nobody has signed. */
class TlsUpstreamTest {

    private static final String PASSWORD = "only-for-this-test";

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
        startUpstream("ip:127.0.0.1");

        assertThat(send(null, false)).isEqualTo("CONNECT: the TLS handshake failed");
    }

    @Test
    void aCertificateThatTheConfigurationNamesIsTrusted() throws Exception {
        startUpstream("ip:127.0.0.1");

        assertThat(send(certificate(), false)).isEqualTo("200");
    }

    @Test
    void aTrustedCertificateForAnotherNameIsNotAccepted() throws Exception {
        startUpstream("dns:elsewhere.example");

        assertThat(send(certificate(), false)).isEqualTo("CONNECT: the TLS handshake failed");
    }

    @Test
    void withoutVerificationAnyCertificateForAnyNameIsAccepted() throws Exception {
        startUpstream("dns:elsewhere.example");

        assertThat(send(null, true)).isEqualTo("200");
    }

    private String send(@Nullable String certificate, boolean insecure) throws Exception {
        var common = Network.DEFAULT;
        var network = new Network(
                common.connectTimeout(),
                common.requestTimeout(),
                common.streamIdleTimeout(),
                common.extraHeaders(),
                certificate,
                insecure,
                null);
        var outcome = new CompletableFuture<String>();
        var uri = URI.create("https://127.0.0.1:" + port() + "/v1/messages");
        client.send(UpstreamRequest.postJson(uri, Headers.NONE, new byte[] {'1'}), network, new Listener(outcome));
        return outcome.get(10, TimeUnit.SECONDS);
    }

    private int port() {
        return upstream == null ? 0 : upstream.getAddress().getPort();
    }

    private void startUpstream(String name) throws Exception {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + name);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        upstream = server;
    }

    private SSLContext tls() throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(
                KeyStore.getInstance(folder.resolve("keys").toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private String certificate() throws Exception {
        var file = folder.resolve("certificate.pem");
        keytool("-exportcert", "-rfc", "-file", file.toString());
        return Files.readString(file);
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "upstream", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", folder.resolve("keys").toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
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
