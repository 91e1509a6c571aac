package org.messagesgateway.cloud;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.CloudAccess;
import org.messagesgateway.config.CloudAccess.AwsChain;
import org.messagesgateway.config.CloudAccess.AwsKeys;
import org.messagesgateway.config.CloudAccess.AwsRole;
import org.messagesgateway.config.Network;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.IoUtils;

/** The credentials of one identity at AWS. Its library waits, so it is asked by a worker. Thread-safe. */
final class AwsCredentials implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** Credentials without an end may be others in the file by then. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

    private final CloudAccess.Aws access;
    private final Network.@Nullable Proxy proxy;
    private final Clock clock;
    private @Nullable AwsCredentialsProvider provider;
    private @Nullable AutoCloseable chain;
    private @Nullable StsClient sts;

    AwsCredentials(CloudAccess.Aws access, Network.@Nullable Proxy proxy, Clock clock) {
        this.access = access;
        this.proxy = proxy;
        this.clock = clock;
    }

    Lease<AwsCredentialsIdentity> fetch() throws CloudException {
        try {
            var identity = provider().resolveCredentials();
            return new Lease<>(identity, identity.expirationTime().orElseGet(() -> clock.instant()
                    .plus(LOOK_AGAIN)));
        } catch (AwsServiceException e) {
            var details = e.awsErrorDetails();
            throw new CloudException(details == null ? null : details.errorCode(), CloudException.describe(e));
        }
    }

    private synchronized AwsCredentialsProvider provider() {
        if (provider == null) {
            var own = own();
            provider = access.role() == null ? own : assumed(access.role(), own);
        }
        return provider;
    }

    private AwsCredentialsProvider own() {
        if (access.identity() instanceof AwsKeys keys) {
            var secret = keys.secretKey().reveal();
            return StaticCredentialsProvider.create(
                    keys.sessionToken() == null
                            ? AwsBasicCredentials.create(keys.accessKey(), secret)
                            : AwsSessionCredentials.create(
                                    keys.accessKey(),
                                    secret,
                                    keys.sessionToken().reveal()));
        }
        if (access.identity() instanceof AwsChain named && named.profile() != null) {
            // What is named goes before what the chain would find first.
            var found = ProfileCredentialsProvider.create(named.profile());
            chain = found;
            return found;
        }
        var found = DefaultCredentialsProvider.builder().build();
        chain = found;
        return found;
    }

    private AwsCredentialsProvider assumed(AwsRole role, AwsCredentialsProvider own) {
        var client = StsClient.builder()
                .region(Region.of(access.region()))
                .credentialsProvider(own)
                .httpClientBuilder(http())
                .build();
        sts = client;
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(client)
                .refreshRequest(request -> request.roleArn(role.arn())
                        .roleSessionName(role.sessionName())
                        .externalId(role.externalId()))
                .build();
    }

    private UrlConnectionHttpClient.Builder http() {
        var http = UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER);
        if (proxy != null) {
            http.proxyConfiguration(ProxyConfiguration.builder()
                    .endpoint(URI.create(proxy.url()))
                    .username(proxy.username())
                    .password(proxy.password() == null ? null : proxy.password().reveal())
                    .build());
        }
        return http;
    }

    @Override
    public synchronized void close() {
        IoUtils.closeQuietlyV2(chain, null);
        IoUtils.closeQuietlyV2(sts, null);
    }
}
