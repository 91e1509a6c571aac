package org.messagesgateway.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.messagesgateway.config.CloudAccess;
import org.messagesgateway.config.CloudAccess.AwsKeys;
import org.messagesgateway.config.Secret;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signatures that were computed by hand, from the rules of Signature Version 4. */
class AwsSignatoryTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

    private static final URI MODEL = URI.create(
            "https://bedrock-runtime.eu-central-1.amazonaws.com/model/"
                    + "arn%3Aaws%3Abedrock%3Aeu-central-1%3A123456789012%3Ainference-profile%2Feu.anthropic.claude-x-v1%3A0/converse");

    private static final byte[] BODY =
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Gr\u00fc\u00dfe\"}]}]}"
                    .getBytes(StandardCharsets.UTF_8);

    private static UpstreamRequest signed(String accessKey, @Nullable Secret sessionToken) {
        var keys = new AwsKeys(accessKey, new Secret("an-example-secret"), sessionToken);
        var credentials = new AwsCredentials(new CloudAccess.Aws("eu-central-1", keys, null), null, NOON);
        var token = new RenewedToken<AwsCredentialsIdentity>(
                (got, failed) -> {
                    try {
                        got.accept(credentials.fetch());
                    } catch (CloudException e) {
                        failed.accept(e);
                    }
                },
                NOON,
                (delay, task) -> () -> {},
                failure -> {});
        var headers = Headers.NONE.with("accept", "application/json").with("x-department", "research");
        var seen = new ArrayList<UpstreamRequest>();
        new AwsSignatory("eu-central-1", token, credentials, NOON)
                .sign(UpstreamRequest.postJson(MODEL, headers, BODY), seen::add, failure -> {
                    throw new AssertionError(failure);
                });
        assertThat(seen).hasSize(1);
        return seen.get(0);
    }

    @Test
    void theSignatureIsTheOneThatTheRulesGive() {
        var request = signed("AKIDEXAMPLE", null);
        assertThat(request.headers().all("authorization"))
                .containsExactly("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261125/eu-central-1/bedrock/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date, "
                        + "Signature=5b87f73217a7ed8a089e7c240d339e80946e7c401a7b03e98f97d9061646e8e8");
        assertThat(request.headers().all("x-amz-date")).containsExactly("20261125T120000Z");
    }

    @Test
    void aSessionTokenIsSignedToo() {
        var request = signed("ASIAEXAMPLE", new Secret("an-example-token"));
        assertThat(request.headers().all("authorization"))
                .containsExactly("AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/20261125/eu-central-1/bedrock/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, "
                        + "Signature=8d5f3319541e2c9e7754039d87be2a05fc15ddc9cf04dccb9c8cc98901d0a998");
        assertThat(request.headers().all("x-amz-security-token")).containsExactly("an-example-token");
    }

    @Test
    void whatIsSentIsWhatWasSigned() {
        var request = signed("AKIDEXAMPLE", null);
        assertThat(request.uri()).isEqualTo(MODEL);
        assertThat(request.body()).isEqualTo(BODY);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers().first("content-type")).hasValue("application/json");
        assertThat(request.headers().first("x-department")).hasValue("research");
        assertThat(request.headers().all("host")).isEmpty();
    }
}
