package org.messagesgateway.cloud;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.CloudAccess;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.Headers;

/** The tokens of one identity at Google. Its library waits, so it is asked by a worker. Thread-safe. */
final class GoogleTokens {

    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final Duration UNKNOWN = Duration.ofMinutes(15);

    private final CloudAccess.Google access;
    private final HttpTransportFactory transports;
    private final Clock clock;
    private @Nullable GoogleCredentials credentials;

    GoogleTokens(CloudAccess.Google access, Network.@Nullable Proxy proxy, Clock clock) {
        this(access, transport(proxy), clock);
    }

    GoogleTokens(CloudAccess.Google access, HttpTransport transport, Clock clock) {
        this.access = access;
        this.clock = clock;
        this.transports = () -> transport;
    }

    /** The headers that prove it. */
    synchronized Lease<Headers> fetch() throws IOException {
        if (credentials == null) {
            credentials = found().createScoped(SCOPE);
        }
        var token = credentials.refreshAccessToken();
        var headers = Headers.NONE.with("authorization", "Bearer " + token.getTokenValue());
        var payer = credentials.getQuotaProjectId();
        var end = token.getExpirationTime();
        return new Lease<>(
                payer == null ? headers : headers.with("x-goog-user-project", payer),
                end == null ? clock.instant().plus(UNKNOWN) : end.toInstant());
    }

    private GoogleCredentials found() throws IOException {
        var given = access.credentials();
        return given == null
                ? GoogleCredentials.getApplicationDefault(transports)
                : GoogleCredentials.fromStream(
                        new ByteArrayInputStream(given.reveal().getBytes(StandardCharsets.UTF_8)), transports);
    }

    /** Only the metadata server of this machine is called without TLS, and no proxy leads there. */
    private static NetHttpTransport transport(Network.@Nullable Proxy configured) {
        if (configured == null) {
            return new NetHttpTransport();
        }
        var uri = URI.create(configured.url());
        var address = new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 3128 : uri.getPort());
        var proxy = new Proxy(Proxy.Type.HTTP, address);
        return new NetHttpTransport.Builder()
                .setConnectionFactory(url -> (java.net.HttpURLConnection)
                        (url.getProtocol().equals("https") ? url.openConnection(proxy) : url.openConnection()))
                .build();
    }
}
