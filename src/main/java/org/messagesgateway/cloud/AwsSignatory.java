package org.messagesgateway.cloud;

import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamRequest;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs requests by AWS's Signature Version 4, body included. Thread-safe.
 *
 * @param credentials closed with this
 */
record AwsSignatory(String region, RenewedToken<AwsCredentialsIdentity> token, AwsCredentials credentials, Clock clock)
        implements Signatory {

    /** What Bedrock's hosts are called in a signature. */
    private static final String SERVICE = "bedrock";

    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /** Proxies may change the others. */
    private static final Set<String> SIGNED = Set.of("content-type");

    /** The client writes it itself, and the same. */
    private static final String HOST = "host";

    @Override
    public void sign(UpstreamRequest request, Consumer<UpstreamRequest> then, Consumer<CloudException> failed) {
        token.get(identity -> sign(request, identity, then, failed), failed);
    }

    private void sign(
            UpstreamRequest request,
            AwsCredentialsIdentity identity,
            Consumer<UpstreamRequest> then,
            Consumer<CloudException> failed) {
        UpstreamRequest signed;
        try {
            signed = signed(request, identity);
        } catch (RuntimeException e) {
            failed.accept(new CloudException("unsigned", CloudException.describe(e)));
            return;
        }
        then.accept(signed);
    }

    /** Paths are encoded once more in the signature: so do all services of AWS but one. */
    UpstreamRequest signed(UpstreamRequest request, AwsCredentialsIdentity identity) {
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .uri(request.uri());
        request.headers().forEach((name, value) -> {
            if (SIGNED.contains(name) || name.startsWith("x-amz")) {
                unsigned.appendHeader(name, value);
            }
        });
        var signed = SIGNER.sign(sign -> sign.identity(identity)
                .request(unsigned.build())
                .payload(ContentStreamProvider.fromByteArrayUnsafe(request.body()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock));
        var headers = Headers.builder(request.headers());
        signed.request().forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase(HOST)) {
                headers.set(name, values.get(0));
            }
        });
        return new UpstreamRequest(request.method(), request.uri(), headers.build(), request.body());
    }

    @Override
    public void warm() {
        token.get(identity -> {}, failure -> {});
    }

    @Override
    public void close() {
        credentials.close();
    }
}
