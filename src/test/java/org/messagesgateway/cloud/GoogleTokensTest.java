package org.messagesgateway.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.api.client.testing.http.MockHttpTransport;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messagesgateway.config.CloudAccess;
import org.messagesgateway.config.Secret;
import org.messagesgateway.json.Json;

class GoogleTokensTest {

    private static final String ISSUER = "https://sts.googleapis.com/v1/token";

    @TempDir
    private Path folder;

    /** Exchanges the token of another issuer for one of Google's, and only that one. */
    private static final class Exchange extends MockHttpTransport {
        @Override
        public LowLevelHttpRequest buildRequest(String method, String url) {
            return new MockLowLevelHttpRequest(url) {
                @Override
                public LowLevelHttpResponse execute() throws IOException {
                    var known = url.equals(ISSUER) && getContentAsString().contains("subject_token=a-signed-word&");
                    return new MockLowLevelHttpResponse()
                            .setStatusCode(known ? 200 : 400)
                            .setContentType("application/json")
                            .setContent(
                                    """
                                    {"access_token": "exchanged", "expires_in": 3600, "token_type": "Bearer",
                                     "issued_token_type": "urn:ietf:params:oauth:token-type:access_token"}""");
                }
            };
        }
    }

    @Test
    void theTokenOfAWorkloadIsExchangedForOneOfGoogles() throws IOException {
        var token = Files.writeString(folder.resolve("token"), "a-signed-word");
        var credentials = Json.object()
                .add("type", "external_account")
                .add("audience", "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q")
                .add("subject_token_type", "urn:ietf:params:oauth:token-type:jwt")
                .add("token_url", ISSUER)
                .add("credential_source", Json.object().add("file", token.toString()))
                .build();
        var access = new CloudAccess.Google(new Secret(Json.text(credentials)));

        var lease = new GoogleTokens(access, new Exchange(), Clock.systemUTC()).fetch();

        assertThat(lease.value().first("authorization")).hasValue("Bearer exchanged");
        assertThat(lease.expires()).isAfter(Clock.systemUTC().instant());
    }
}
