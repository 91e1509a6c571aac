package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.WireRequest;

/** Identities at clouds, in the WAR as it is, against fakes of what gives them credentials. */
class CloudsIT {

    private static final FakeCloud CLOUD = new FakeCloud();
    private static final RunningGateway GATEWAY = RunningGateway.start(
            environment(),
            config(),
            "-Daws.roleArn=arn:aws:iam::123456789012:role/web",
            "-Daws.webIdentityTokenFile=" + webToken(),
            "-Daws.endpointUrlSts=" + CLOUD.uri(),
            "-Daws.sharedCredentialsFile="
                    + file("[ours]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = HUSH-file\n"));

    private static Map<String, String> environment() {
        return Map.of(
                "AWS_REGION", "eu-west-1", "GCE_METADATA_HOST", CLOUD.uri().getAuthority());
    }

    private static Path webToken() {
        return file("a-signed-word");
    }

    private static Path file(String text) {
        try {
            var file = Files.writeString(Files.createTempFile("identity", ".txt"), text);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String config() {
        var keys = "\"access_key\": \"AKIASTATIC\", \"secret_key\": \"HUSH-static\"";
        return """
                {"providers": {
                   "aws-keys": %s,
                   "aws-role": %s,
                   "aws-denied": %s,
                   "aws-web": %s,
                   "aws-profile": %s,
                   "aws-api-key": {"profile": "bedrock", "dialect": "messages", "network_config": {"base_url": "$"},
                                   "keys": [{"value": "api-key", "bedrock_key_config": {"region": "eu-west-1"}}]},
                   "google-account": {"profile": "vertex", "network_config": {"base_url": "$"}, "keys": [
                     {"vertex_key_config": {"region": "europe-west4", "auth_credentials": %s}}]},
                   "google-machine": {"profile": "vertex", "network_config": {"base_url": "$"}, "keys": [
                     {"vertex_key_config": {"project_id": "a-project"}}]},
                   "google-hangs": {"profile": "vertex", "network_config": {"base_url": "$"}, "keys": [
                     {"vertex_key_config": {"auth_credentials": %s}}]},
                   "entra": %s,
                   "entra-refused": %s,
                   "entra-hangs": %s}}
                """
                .formatted(
                        aws(keys),
                        aws(keys + ", \"role_arn\": \"arn:aws:iam::1:role/r\", \"external_id\": \"ours\""),
                        aws(keys + ", \"role_arn\": \"arn:aws:iam::1:role/denied\""),
                        aws(""),
                        aws("\"profile\": \"ours\""),
                        Json.string(serviceAccount("/token")),
                        Json.string(serviceAccount("/hangs")),
                        entra("/tenants"),
                        entra("/refuses"),
                        entra("/hangs"))
                .replace("$", CLOUD.uri().toString());
    }

    private static String aws(String identity) {
        return """
                {"profile": "bedrock", "dialect": "messages", "network_config": {"base_url": "$"},
                 "keys": [{"bedrock_key_config": {%s}}]}"""
                .formatted(identity);
    }

    private static String entra(String authority) {
        return """
                {"profile": "azure", "dialect": "messages", "network_config": {"base_url": "$"},
                 "keys": [{"azure_key_config": {"client_id": "an-app", "client_secret": "HUSH-app",
                                                "tenant_id": "a-tenant", "authority_host": "$%s"}}]}"""
                .formatted(authority);
    }

    private static String serviceAccount(String issuer) {
        return Json.text(Json.object()
                .add("type", "service_account")
                .add("project_id", "their-project")
                .add("private_key_id", "1")
                .add("private_key", privateKey())
                .add("client_email", "gateway@their-project.iam.gserviceaccount.com")
                .add("client_id", "1")
                .add("token_uri", CLOUD.uri() + issuer)
                .build());
    }

    private static String privateKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        CLOUD.close();
    }

    private static HttpResponse<String> ask(String provider, String model) throws IOException, InterruptedException {
        return GATEWAY.post(Sample.request(provider + "/" + model, false));
    }

    private static WireRequest answered(String provider) throws IOException, InterruptedException {
        var answer = ask(provider, provider + "-model");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return CLOUD.requests("/").stream()
                .filter(request -> (request.path() + request.text()).contains(provider + "-model"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "aws-keys, AKIASTATIC, ''",
        "aws-role, ASIAROLE, session-of-ASIAROLE",
        "aws-web, ASIAWEB, session-of-ASIAWEB",
        "aws-profile, AKIAPROFILE, ''"
    })
    void requestsToAwsAreSigned(String provider, String key, String session) throws Exception {
        var request = answered(provider);
        assertThat(request.headers().first("authorization").orElse(""))
                .startsWith("AWS4-HMAC-SHA256 Credential=" + key + "/")
                .contains(
                        "/eu-west-1/bedrock/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date");
        assertThat(request.headers().first("x-amz-security-token").orElse("")).isEqualTo(session);
        assertThat(request.headers().all("host")).containsExactly(CLOUD.uri().getAuthority());
    }

    @Test
    void aRoleIsAssumedWithWhatItsOwnerAsksFor() throws Exception {
        answered("aws-role");
        assertThat(CLOUD.requests("/"))
                .filteredOn(request -> request.text().contains("Action=AssumeRole&"))
                .filteredOn(request -> !request.text().contains("denied"))
                .hasSize(1)
                .allSatisfy(request -> assertThat(request.text())
                        .contains("ExternalId=ours", "RoleSessionName=messages-gateway", "role%2Fr"));
        assertThat(CLOUD.requests("/"))
                .anySatisfy(request -> assertThat(request.text()).contains("WebIdentityToken=a-signed-word"));
    }

    @Test
    void anApiKeyOfBedrockIsSentAsItIs() throws Exception {
        var request = answered("aws-api-key");
        assertThat(request.headers().all("authorization")).containsExactly("Bearer api-key");
        assertThat(request.headers().all("x-amz-date")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "google-account, token-at-token, /v1/projects/their-project/locations/europe-west4",
        "google-machine, token-of-machine, /v1/projects/a-project/locations/global"
    })
    void requestsToGoogleCarryAToken(String provider, String token, String path) throws Exception {
        var request = answered(provider);
        assertThat(request.headers().all("authorization")).containsExactly("Bearer " + token);
        assertThat(request.headers().all("x-goog-api-key")).isEmpty();
        assertThat(request.path()).isEqualTo(path + "/publishers/google/models/" + provider + "-model:generateContent");
    }

    @Test
    void requestsToAzureCarryATokenThatAllShare() throws Exception {
        var answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return ask("entra", "entra-model").statusCode();
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }))
                .toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isEqualTo(200));
        assertThat(answered("entra").headers().all("authorization"))
                .containsExactly("Bearer token-at-tenants-a-tenant-oauth2-v2.0-token");
        assertThat(CLOUD.requests("/tenants/a-tenant/oauth2/v2.0/token"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.method()).isEqualTo("POST");
                    assertThat(request.text())
                            .isEqualTo("grant_type=client_credentials&client_id=an-app&client_secret=HUSH-app"
                                    + "&scope=https%3A%2F%2Fcognitiveservices.azure.com%2F.default");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "entra-refused, no credentials (invalid_client)",
        "aws-denied, no credentials (AccessDenied)",
        "entra-hangs, no credentials",
        "google-hangs, no credentials"
    })
    void withoutCredentialsTheAnswerNamesTheProviderAndNoSecret(String provider, String message) throws Exception {
        var answer = ask(provider, "m");
        Envelope.of(answer).is(502, "api_error", "upstream " + provider + ": " + message);
        assertThat(answer.body()).doesNotContain("HUSH");
        assertThat(GATEWAY.log()).doesNotContain("HUSH");
    }

    @Test
    void theMachinesOwnCredentialsSignWhereNothingElseIsGiven() throws Exception {
        var config = "{\"providers\": {\"aws\": %s}}"
                .formatted(aws(""))
                .replace("$", CLOUD.uri().toString());
        try (var gateway = RunningGateway.start(
                Map.of("AWS_REGION", "eu-west-1"), config, "-Daws.ec2MetadataServiceEndpoint=" + CLOUD.uri())) {
            var answer = gateway.post(Sample.request("aws/on-machine", false));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        assertThat(CLOUD.requests("/model/on-machine")).singleElement().satisfies(request -> assertThat(
                        request.headers().first("authorization").orElse(""))
                .contains("Credential=ASIAMACHINE/"));
    }

    /** Idle gateways pay nothing for them. */
    @Test
    void noLibraryOfACloudIsLoadedWithoutAnIdentityThere() throws Exception {
        var config =
                "{\"providers\": {\"anthropic\": {\"keys\": [{\"value\": \"k\"}], \"network_config\": {\"base_url\": \"$\"}}}}";
        var log = Files.createTempFile("classes", ".log");
        try (var gateway = RunningGateway.start(
                Map.of(), config.replace("$", CLOUD.uri().toString()), "-Xlog:class+load:file=" + log)) {
            assertThat(gateway.post(Sample.request()).statusCode()).isEqualTo(200);
        }
        assertThat(Files.readAllLines(log))
                .anySatisfy(line -> assertThat(line).contains("org.messagesgateway.cloud"))
                .noneSatisfy(line -> assertThat(line).containsAnyOf("software.amazon", "com.google."));
        Files.delete(log);
    }
}
