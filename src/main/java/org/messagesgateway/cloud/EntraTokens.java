package org.messagesgateway.cloud;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Consumer;
import org.messagesgateway.config.CloudAccess;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamClient;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;

/**
 * Microsoft Entra's tokens for an application with a secret: OAuth 2.0 client credentials (RFC 6749, 4.4). Thread-safe.
 */
record EntraTokens(CloudAccess.Entra access, Network network, UpstreamClient client, Clock clock, Timer timer)
        implements TokenSource<Headers> {

    @Override
    public void fetch(Consumer<Lease<Headers>> got, Consumer<Throwable> failed) {
        new WholeAnswer(
                        response -> {
                            Lease<Headers> lease;
                            try {
                                lease = lease(response);
                            } catch (CloudException e) {
                                failed.accept(e);
                                return;
                            }
                            got.accept(lease);
                        },
                        failed)
                .ask(client, request(), network, timer);
    }

    private UpstreamRequest request() {
        var uri = URI.create(access.authority() + "/" + access.tenant() + "/oauth2/v2.0/token");
        var form = "grant_type=client_credentials&client_id=" + encoded(access.clientId()) + "&client_secret="
                + encoded(access.clientSecret().reveal()) + "&scope=" + encoded(access.scope());
        var headers = Headers.NONE
                .with("content-type", "application/x-www-form-urlencoded")
                .with("accept", "application/json");
        return new UpstreamRequest("POST", uri, headers, form.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Lease<Headers> lease(UpstreamResponse response) throws CloudException {
        JsonObject answer;
        try {
            answer = Json.parseObject(response.body());
        } catch (JsonSyntaxException e) {
            throw new CloudException(null, "the token endpoint answered " + response.status() + " without JSON");
        }
        var token = Json.stringOrNull(answer, "access_token");
        if (!response.isSuccess() || token == null) {
            var code = Json.stringOrNull(answer, "error");
            throw new CloudException(
                    code,
                    "the token endpoint answered " + response.status() + ": "
                            + Json.stringOrNull(answer, "error_description"));
        }
        try {
            var expires = clock.instant().plusSeconds(answer.getInt("expires_in", 300));
            return new Lease<>(Headers.NONE.with("authorization", "Bearer " + token), expires);
        } catch (IllegalArgumentException e) {
            throw new CloudException(null, "the token cannot stand in a header");
        }
    }
}
