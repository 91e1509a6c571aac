package org.messagesgateway.it;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.UpstreamCall;
import org.messagesgateway.testing.WireRequest;

/** What clouds have beside models: issuers of tokens, AWS's STS and the metadata of machines; at one address. */
final class FakeCloud implements AutoCloseable {

    private static final String STS =
            """
            <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult><Credentials>
            <AccessKeyId>%2$s</AccessKeyId><SecretAccessKey>made-up-secret</SecretAccessKey>
            <SessionToken>session-of-%2$s</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
            </Credentials></%1$sResult></%1$sResponse>""";

    private static final String DENIED =
            """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
            <Code>AccessDenied</Code><Message>HUSH-static may not</Message></Error></ErrorResponse>""";

    private static final String GEMINI =
            """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"Hi"}]},"finishReason":"STOP"}],
             "usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":1}}""";

    private final List<WireRequest> requests = new CopyOnWriteArrayList<>();
    private final ScriptedUpstream server = ScriptedUpstream.start(this::play);

    URI uri() {
        return server.uri();
    }

    /** The calls whose path begins so. */
    List<WireRequest> requests(String path) {
        return requests.stream()
                .filter(request -> request.path().startsWith(path))
                .toList();
    }

    private void play(UpstreamCall call) throws IOException, InterruptedException {
        var request = call.request();
        requests.add(request);
        var path = request.path();
        if (path.equals("/")) {
            root(call);
        } else if (path.startsWith("/hangs")) {
            Script.hang();
        } else if (path.startsWith("/refuses")) {
            json(call, 401, "{\"error\":\"invalid_client\",\"error_description\":\"HUSH-app is wrong\"}");
        } else if (path.contains("/oauth2/v2.0/token") || path.equals("/token")) {
            json(call, 200, "{\"access_token\":\"token-at%s\",\"expires_in\":3600}".formatted(path.replace('/', '-')));
        } else if (path.startsWith("/computeMetadata")) {
            call.answer(
                    200,
                    "application/json",
                    "{\"access_token\":\"token-of-machine\",\"expires_in\":3600,\"token_type\":\"Bearer\"}",
                    "metadata-flavor",
                    "Google");
        } else if (path.startsWith("/latest")) {
            machine(call);
        } else {
            json(call, 200, path.contains(":generateContent") ? GEMINI : Sample.MESSAGE);
        }
    }

    /** Google's metadata server is found by a look at its root, STS is posted to there. */
    private static void root(UpstreamCall call) throws IOException {
        var form = call.request().text();
        if (call.request().method().equals("GET")) {
            call.answer(200, "text/plain", "", "metadata-flavor", "Google");
        } else if (form.contains("denied")) {
            call.answer(403, "text/xml", DENIED);
        } else {
            var action = form.contains("AssumeRoleWithWebIdentity") ? "AssumeRoleWithWebIdentity" : "AssumeRole";
            var key = action.equals("AssumeRole") ? "ASIAROLE" : "ASIAWEB";
            call.answer(200, "text/xml", STS.formatted(action, key));
        }
    }

    private static void machine(UpstreamCall call) throws IOException {
        var path = call.request().path();
        if (path.equals("/latest/api/token")) {
            call.answer(200, "text/plain", "imds", "x-aws-ec2-metadata-token-ttl-seconds", "21600");
        } else if (path.endsWith("/security-credentials/") || path.endsWith("/security-credentials-extended/")) {
            call.answer(200, "text/plain", "machine-role");
        } else {
            json(
                    call,
                    200,
                    """
                    {"Code":"Success","Type":"AWS-HMAC","AccessKeyId":"ASIAMACHINE","SecretAccessKey":"made-up",
                     "Token":"session-of-machine","Expiration":"2099-01-01T00:00:00Z","AccountId":"123456789012"}""");
        }
    }

    private static void json(UpstreamCall call, int status, String body) throws IOException {
        call.answer(status, "application/json", body);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
