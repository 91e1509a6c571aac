package org.messagesgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.config.ConfigFixture.RESOURCES;
import static org.messagesgateway.config.ConfigFixture.fromEnvironment;
import static org.messagesgateway.config.ConfigFixture.load;
import static org.messagesgateway.config.ConfigFixture.problems;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messagesgateway.config.CloudAccess.Aws;
import org.messagesgateway.config.CloudAccess.AwsChain;
import org.messagesgateway.config.CloudAccess.AwsKeys;
import org.messagesgateway.config.CloudAccess.AwsRole;
import org.messagesgateway.config.CloudAccess.Entra;
import org.messagesgateway.config.CloudAccess.Google;
import org.messagesgateway.json.Json;

/** Keys that are identities at a cloud. */
class CloudConfigTest {

    private static final String ACCOUNT = "{\"type\": \"service_account\", \"project_id\": \"theirs\"}";

    /** The provider of that name in the file with every key. */
    private static ProviderConfig full(String name) {
        var providers = Json.parseObject(ConfigFixture.text(RESOURCES.resolve("full.json")))
                .getJsonObject("providers");
        return load(Json.text(Json.object()
                        .add(
                                "providers",
                                Json.object().add(name, providers.get(name)).build())
                        .build()))
                .providers()
                .get(name);
    }

    private static ProviderConfig one(String name, String provider, String... environment) {
        return load("{\"providers\": {\"%s\": %s}}".formatted(name, provider), environment)
                .providers()
                .get(name);
    }

    @Test
    void aKeyOfBedrockIsAnIdentityAtAws() {
        var bedrock = full("bedrock");
        assertThat(bedrock.keys())
                .extracting(ProviderKey::access)
                .containsExactly(
                        new Aws(
                                "eu-central-1",
                                new AwsKeys("AKIDEXAMPLE", new Secret("hush"), new Secret("hush-too")),
                                new AwsRole("arn:aws:iam::123456789012:role/gateway", "ours", "one")),
                        new Aws("us-east-1", new AwsChain("production"), null));
        assertThat(bedrock.keys())
                .extracting(key -> bedrock.baseUrl(key).toString())
                .containsExactly(
                        "https://bedrock-runtime.eu-central-1.amazonaws.com",
                        "https://bedrock-runtime.us-east-1.amazonaws.com");
    }

    @Test
    void anArnStandsBeforeTheNamesOfAliasesThatHaveNone() {
        var key = full("bedrock").keys().get(0);
        assertThat(key.upstreamName("fast"))
                .isEqualTo("arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.small");
        assertThat(key.upstreamName("slow")).isEqualTo("arn:aws:bedrock:eu-central-1:1:x/large");
        assertThat(key.upstreamName("other")).isEqualTo("other");
    }

    @Test
    void aKeyOfVertexIsAnIdentityAtGoogle() {
        var vertex = full("vertex");
        assertThat(vertex.keys()).extracting(ProviderKey::access).containsExactly(new Google(new Secret(ACCOUNT)));
        assertThat(vertex.baseUrl())
                .hasToString(
                        "https://europe-west4-aiplatform.googleapis.com/v1/projects/a-project/locations/europe-west4");
    }

    @Test
    void aKeyOfAzureIsAnApplicationOfEntra() {
        var azure = full("azure");
        assertThat(azure.keys())
                .extracting(ProviderKey::access)
                .containsExactly(new Entra(
                        "https://login.microsoftonline.us",
                        "a-tenant",
                        "an-app",
                        new Secret("hush"),
                        "https://cognitiveservices.azure.us/.default"));
        assertThat(azure.baseUrl()).hasToString("https://ours.openai.azure.com");
    }

    @Test
    void aValueIsSentAsItIsToTheRegionThatIsNamed() {
        var bedrock = one(
                "bedrock", "{\"keys\": [{\"value\": \"k\", \"bedrock_key_config\": {\"region\": \"cn-north-1\"}}]}");
        assertThat(bedrock.keys().get(0).access()).isEqualTo(new KeyAccess.Value(new Secret("k")));
        assertThat(bedrock.baseUrl()).hasToString("https://bedrock-runtime.cn-north-1.amazonaws.com.cn");
        var azure = one(
                "azure",
                "{\"keys\": [{\"value\": \"k\", \"azure_key_config\": {\"endpoint\": \"https://a\"}}]}",
                "AZURE_CLIENT_ID",
                "x");
        assertThat(azure.keys().get(0).access()).isEqualTo(new KeyAccess.Value(new Secret("k")));
    }

    @ParameterizedTest
    @CsvSource({
        "global, https://aiplatform.googleapis.com/v1/projects/p/locations/global",
        "us, https://aiplatform.us.rep.googleapis.com/v1/projects/p/locations/us",
        "eu, https://aiplatform.eu.rep.googleapis.com/v1/projects/p/locations/eu",
        "us-east5, https://us-east5-aiplatform.googleapis.com/v1/projects/p/locations/us-east5"
    })
    void aRegionOfGoogleHasItsHost(String region, String url) {
        var key = "{\"keys\": [{\"vertex_key_config\": {\"project_id\": \"p\", \"region\": \"%s\"}}]}";
        assertThat(one("vertex", key.formatted(region)).baseUrl()).hasToString(url);
    }

    @Test
    void whatTheFileLeavesOutIsTakenFromWellKnownVariables() {
        var vertex = one("vertex", "{}", "GOOGLE_CLOUD_PROJECT", "p", "GOOGLE_CLOUD_LOCATION", "us-east5");
        assertThat(vertex.keys().get(0).access()).isEqualTo(new Google(null));
        assertThat(vertex.baseUrl())
                .hasToString("https://us-east5-aiplatform.googleapis.com/v1/projects/p/locations/us-east5");
        var bedrock = one("bedrock", "{\"keys\": []}", "AWS_DEFAULT_REGION", "eu-west-1");
        assertThat(bedrock.keys().get(0).access()).isEqualTo(new Aws("eu-west-1", new AwsChain(null), null));
        var account = "{\"keys\": [{\"vertex_key_config\": {\"auth_credentials\": \"env.ACCOUNT\"}}]}";
        assertThat(one("vertex", account, "ACCOUNT", ACCOUNT).baseUrl())
                .hasToString("https://aiplatform.googleapis.com/v1/projects/theirs/locations/global");
    }

    @Test
    void anAddressOfOnesOwnGetsThePathOfTheCloud() {
        var bedrock = one(
                "bedrock",
                "{\"network_config\": {\"base_url\": \"https://vpce-1.example.com\"}}",
                "AWS_REGION",
                "eu-west-1");
        assertThat(bedrock.baseUrl()).hasToString("https://vpce-1.example.com");
        var vertex = one(
                "vertex",
                "{\"network_config\": {\"base_url\": \"https://psc.example.com\"}}",
                "GOOGLE_CLOUD_PROJECT",
                "p");
        assertThat(vertex.baseUrl()).hasToString("https://psc.example.com/v1/projects/p/locations/global");
    }

    @ParameterizedTest
    @CsvSource({
        "bedrock, AWS_BEARER_TOKEN_BEDROCK, AWS_REGION",
        "bedrock, AWS_ACCESS_KEY_ID, AWS_REGION",
        "bedrock, AWS_PROFILE, AWS_REGION",
        "bedrock, AWS_WEB_IDENTITY_TOKEN_FILE, AWS_REGION",
        "bedrock, AWS_CONTAINER_CREDENTIALS_FULL_URI, AWS_REGION",
        "vertex, GOOGLE_APPLICATION_CREDENTIALS, GOOGLE_CLOUD_PROJECT"
    })
    void wellKnownVariablesSwitchACloudOn(String provider, String variable, String place) {
        var providers = fromEnvironment(variable, "x", place, "eu-west-1").providers();
        assertThat(providers).containsOnlyKeys(provider);
        assertThat(providers.get(provider).reason()).isEqualTo(variable + " is set");
        assertThat(fromEnvironment(variable, "x").providers()).isEmpty();
        assertThat(fromEnvironment(place, "eu-west-1").providers()).isEmpty();
    }

    @Test
    void aBearerTokenOfBedrockGoesBeforeAnIdentity() {
        var bedrock = fromEnvironment("AWS_BEARER_TOKEN_BEDROCK", "k", "AWS_PROFILE", "p", "AWS_REGION", "eu-west-1")
                .providers()
                .get("bedrock");
        assertThat(bedrock.keys().get(0).access()).isEqualTo(new KeyAccess.Value(new Secret("k")));
        assertThat(bedrock.baseUrl()).hasToString("https://bedrock-runtime.eu-west-1.amazonaws.com");
    }

    @Test
    void anApplicationOfEntraSwitchesAzureOn() {
        var azure = fromEnvironment(
                        "AZURE_CLIENT_ID", "c",
                        "AZURE_CLIENT_SECRET", "s",
                        "AZURE_TENANT_ID", "t",
                        "AZURE_OPENAI_ENDPOINT", "https://us.openai.azure.com/")
                .providers()
                .get("azure");
        assertThat(azure.reason()).isEqualTo("AZURE_CLIENT_ID is set");
        assertThat(azure.baseUrl()).hasToString("https://us.openai.azure.com");
        assertThat(azure.keys().get(0).access()).isInstanceOf(Entra.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            bedrock | {}                                         | /bedrock_key_config/region: is missing, and the environment has no AWS_REGION or AWS_DEFAULT_REGION
            bedrock | {"bedrock_key_config": {"region": "a/b"}}  | /bedrock_key_config/region: must be the name of a region
            bedrock | {"bedrock_key_config": {"region": "r", "access_key": "a"}} | /bedrock_key_config/secret_key: is missing
            bedrock | {"bedrock_key_config": {"region": "r", "secret_key": "a"}} | /bedrock_key_config/access_key: is missing
            bedrock | {"bedrock_key_config": {"region": "r", "session_token": "a"}} | /bedrock_key_config/session_token: needs access_key
            bedrock | {"bedrock_key_config": {"region": "r", "external_id": "a"}} | /bedrock_key_config/external_id: needs role_arn
            bedrock | {"bedrock_key_config": {"region": "r", "session_name": "a"}} | /bedrock_key_config/session_name: needs role_arn
            bedrock | {"bedrock_key_config": {"region": "r", "access_key": "a", "secret_key": "b", "profile": "c"}} | /bedrock_key_config/profile: profile and access_key exclude
            bedrock | {"bedrock_key_config": {"region": "r", "deployments": {}}} | /bedrock_key_config/deployments: not supported
            bedrock | {"bedrock_key_config": {"region": "r", "morse": 1}} | /bedrock_key_config/morse: unknown key
            vertex  | {}                                         | /vertex_key_config/project_id: is missing, and the environment has no GOOGLE_CLOUD_PROJECT
            vertex  | {"vertex_key_config": {"project_id": "a b"}} | /vertex_key_config/project_id: must be the id of a project
            vertex  | {"vertex_key_config": {"project_id": "a", "region": "A"}} | /vertex_key_config/region: must be the name of a region
            vertex  | {"vertex_key_config": {"project_id": "a", "auth_credentials": "HUSH"}} | /vertex_key_config/auth_credentials: must be the JSON of Google credentials
            azure   | {"azure_key_config": {"endpoint": "https://a"}} | /value: is missing
            azure   | {"azure_key_config": {"endpoint": "https://a", "client_id": "c", "client_secret": "s"}} | /azure_key_config/tenant_id: is missing, and the environment has no AZURE_TENANT_ID
            azure   | {"azure_key_config": {"endpoint": "https://a", "client_id": "c", "client_secret": "s", "tenant_id": "a/b"}} | /azure_key_config/tenant_id: must be the id or the domain
            azure   | {"azure_key_config": {"endpoint": "https://a", "client_id": "c", "client_secret": "s", "tenant_id": "t", "authority_host": "x"}} | /azure_key_config/authority_host: must be an absolute
            """)
    void aWrongIdentityIsReported(String provider, String key, String problem) {
        assertThat(problems("{\"providers\": {\"%s\": {\"keys\": [%s]}}}".formatted(provider, key)))
                .singleElement()
                .asString()
                .startsWith("/providers/" + provider + "/keys/0" + problem)
                .doesNotContain("HUSH");
    }

    @Test
    void identitiesOfOtherCloudsAreNamedInTheWarning() {
        var config = load(
                """
                {"providers": {"openai": {"keys": [{"value": "k", "bedrock_key_config": {}, "vertex_key_config": {},
                  "azure_key_config": {"endpoint": "https://a", "client_id": "c"}}]}}}""");
        assertThat(config.warnings())
                .singleElement()
                .asString()
                .contains("bedrock_key_config", "vertex_key_config", "azure_key_config/client_id");
    }
}
