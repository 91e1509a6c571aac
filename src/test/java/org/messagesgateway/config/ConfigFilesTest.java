package org.messagesgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.config.ConfigFixture.DOCS;
import static org.messagesgateway.config.ConfigFixture.RESOURCES;
import static org.messagesgateway.config.ConfigFixture.load;
import static org.messagesgateway.config.ConfigFixture.loadFile;
import static org.messagesgateway.config.ConfigFixture.map;
import static org.messagesgateway.config.ConfigFixture.problems;
import static org.messagesgateway.config.ConfigFixture.text;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.messagesgateway.json.Json;

/** Whole files: one with every key, one of Bifrost's, and the example in the documentation. */
class ConfigFilesTest {

    private static final String CA = text(RESOURCES.resolve("ca.pem"));

    private static final String[] ENVIRONMENT = {
        "NEAR_KEY", "near-key",
        "NEAR_URL", "http://near.example.com/v1",
        "TENANT", "blue",
        "CA", CA,
        "PROXY_PASSWORD", "hush",
        "VIRTUAL_KEY", "vk",
        "STORE_PASSWORD", "hush",
        "STORE_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "GATEWAY_HOME", "/var/lib/gateway"
    };

    private static GatewayConfig full() {
        return loadFile(RESOURCES.resolve("full.json"), map(ENVIRONMENT));
    }

    @Test
    void everyKeyIsMapped() {
        var config = full();

        assertThat(config.client())
                .isEqualTo(new ClientConfig(
                        List.of("https://chat.example.com", "http://localhost:3000"),
                        true,
                        64 * 1024 * 1024,
                        "far",
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        true,
                        new FetchConfig(
                                true,
                                List.of("*.example.com"),
                                List.of("files.corp:8443"),
                                true,
                                5 * 1024 * 1024,
                                Duration.ofSeconds(4))));
        assertThat(config.jobs())
                .isEqualTo(new JobConfig(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(120),
                        3,
                        4,
                        Duration.ofSeconds(5),
                        6,
                        7,
                        new JobStoreConfig(
                                null,
                                "jdbc:postgresql://db.example.com/gateway",
                                "gateway",
                                new Secret("hush"),
                                List.of(new Secret("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")),
                                Path.of("/var/lib/gateway"))));
        var near = config.providers().get("near");
        assertThat(near.profile().chat().images()).isFalse();
        assertThat(near.profile().keyHeader()).isEqualTo(KeyHeader.API_KEY);
        assertThat(near.baseUrl()).hasToString("http://near.example.com/v1");
        assertThat(near.keys())
                .containsExactly(new ProviderKey(
                        "first",
                        new Secret("near-key"),
                        List.of("small", "large"),
                        0.5,
                        Map.of("fast", "small", "slow", "large", "old", "tiny")));
        assertThat(near.network())
                .isEqualTo(new Network(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Map.of("x-tenant", new Secret("blue"), "x-plain", new Secret("plain")),
                        CA.strip(),
                        true,
                        new Network.Proxy("http://proxy.example.com:3128", "me", new Secret("hush"))));
        assertThat(config.providers().get("far").profile().dialect()).isEqualTo("messages");
        assertThat(config.providers().get("far").baseUrl()).isEqualTo(URI.create("https://far.example.com"));
        assertThat(config.virtualKeys())
                .containsExactly(new VirtualKey(
                        "vk-1", "One", new Secret("vk"), false, Map.of("near", List.of("small", "fast"))));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void everyComponentHasAKey() throws Exception {
        var plain = load(
                """
                {"providers": {"openai": {"keys": [{"value": "k"}]}},
                 "governance": {"virtual_keys": [{"id": "a", "value": "v"}]}}""");
        var near = full().providers().get("near");
        var openai = plain.providers().get("openai");

        assertThat(same(full().client(), plain.client())).isEmpty();
        assertThat(same(full().jobs(), plain.jobs())).isEmpty();
        assertThat(same(full().jobs().store(), plain.jobs().store())).containsExactly("jndi");
        assertThat(same(near.network(), openai.network())).isEmpty();
        assertThat(same(near.keys().get(0), openai.keys().get(0))).containsExactly("baseUrl");
        assertThat(same(full().virtualKeys().get(0), plain.virtualKeys().get(0)))
                .isEmpty();
    }

    /** The components of two records that are equal: those that the file did not set. */
    private static List<String> same(Record one, Record other) throws Exception {
        var same = new TreeSet<String>();
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            var accessor = component.getAccessor();
            var value = accessor.invoke(one);
            if (value == null || value.equals(accessor.invoke(other))) {
                same.add(component.getName());
            }
        }
        return List.copyOf(same);
    }

    @Test
    void theFullFileHasEveryKeyThatTheLoaderKnows() {
        assertThat(knownKeys())
                .isNotEmpty()
                .allSatisfy((where, keys) ->
                        assertThat(fullKeys().get(where)).as(where).containsAll(keys));
    }

    @Test
    void everyKeyIsDocumented() {
        var page = text(DOCS.resolve("configuration.md"));

        knownKeys().values().forEach(keys -> assertThat(keys).allSatisfy(key -> assertThat(page)
                .containsPattern("`[^`\n]*\\b" + Pattern.quote(key.replace("$", "")))));
    }

    @Test
    void everyProviderAndItsVariablesAreDocumented() {
        var page = text(DOCS.resolve("configuration.md"));

        assertThat(Profiles.standard().names()).allSatisfy(name -> {
            assertThat(page).contains("`" + name + "`");
            var profile = Profiles.standard().named(name).orElseThrow();
            assertThat(Stream.concat(
                            profile.environment().stream(),
                            profile.identityEnvironment().stream().flatMap(List::stream)))
                    .allSatisfy(variable -> assertThat(page).contains("`" + variable + "`"));
        });
        assertThat(Profiles.standard().dialects())
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    /** The keys that the loader knows, by place: those that it names when it finds one that it does not know. */
    private static Map<String, Set<String>> knownKeys() {
        var spoilt = spoil("", Json.parseObject(text(RESOURCES.resolve("full.json"))));
        var known = new TreeMap<String, Set<String>>();
        for (var problem : problems(Json.text(spoilt), ENVIRONMENT)) {
            var parts = problem.split("/spoilt: unknown key; known here: ");
            assertThat(parts).as(problem).hasSize(2);
            known.computeIfAbsent(place(parts[0]), place -> new TreeSet<>())
                    .addAll(Arrays.asList(parts[1].split(", ")));
        }
        return known;
    }

    private static Map<String, Set<String>> fullKeys() {
        var keys = new TreeMap<String, Set<String>>();
        collect("", Json.parseObject(text(RESOURCES.resolve("full.json"))), keys);
        return keys;
    }

    private static void collect(String where, JsonValue value, Map<String, Set<String>> keys) {
        if (value instanceof JsonObject object) {
            keys.computeIfAbsent(place(where), place -> new TreeSet<>()).addAll(object.keySet());
            object.forEach((key, member) -> collect(where + "/" + key, member, keys));
        } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
            value.asJsonArray().forEach(member -> collect(where + "/0", member, keys));
        }
    }

    /** The same document with an unknown key in every object whose keys are not the operator's to choose. */
    private static JsonValue spoil(String where, JsonValue value) {
        if (value instanceof JsonObject object) {
            if (where.matches(".*/(profile|extra_headers)")) {
                return object;
            }
            var spoilt = Json.object();
            object.forEach((key, member) -> spoilt.add(key, spoil(where + "/" + key, member)));
            return where.matches("/providers|.*/aliases")
                    ? spoilt.build()
                    : spoilt.add("spoilt", 1).build();
        }
        if (value.getValueType() == JsonValue.ValueType.ARRAY) {
            var spoilt = Json.array();
            value.asJsonArray().forEach(member -> spoilt.add(spoil(where + "/0", member)));
            return spoilt.build();
        }
        return value;
    }

    private static String place(String pointer) {
        return pointer.replaceAll("^/providers/[^/]+", "/providers/*")
                .replaceAll("/aliases/[^/]+", "/aliases/*")
                .replaceAll("/[0-9]+", "/*");
    }

    @Test
    void aFileOfBifrostsWorksWithOneWarning() {
        var config = loadFile(
                RESOURCES.resolve("bifrost.json"),
                map(
                        "OPENAI_API_KEY", "a",
                        "ANTHROPIC_API_KEY", "b",
                        "AZURE_API_KEY", "c",
                        "AZURE_ENDPOINT", "https://us.openai.azure.com",
                        "OURS", "d"));

        assertThat(config.providers().values())
                .extracting(provider -> provider.baseUrl() + provider.profile().path())
                .containsExactly(
                        "https://api.openai.com/v1/responses",
                        "https://api.anthropic.com/v1/messages",
                        "https://us.openai.azure.com/openai/v1/responses",
                        "http://gpu:11434/v1/chat/completions",
                        "http://gpu:8000/v1/chat/completions",
                        "https://llm.example.com/gateway/v1/chat/completions");
        assertThat(config.providers().get("anthropic").keys().get(0).upstreamName("claude-fast"))
                .isEqualTo("claude-haiku-4-5");
        assertThat(config.warnings())
                .singleElement()
                .asString()
                .startsWith("no meaning here, ignored: /config_store, /encryption_key, /logs_store, /mcp, /plugins")
                .contains("/providers/openai/network_config/max_retries", "/governance/budgets")
                .contains("/providers/vllm/keys/0/vllm_key_config/model_name")
                .doesNotContain("$schema");
    }

    @Test
    void theExampleOfTheDocumentationWorks() {
        var config = loadFile(
                DOCS.resolve("gateway.example.json"),
                map(
                        "ANTHROPIC_API_KEY", "a",
                        "ANTHROPIC_API_KEY_RESEARCH", "b",
                        "OPENAI_API_KEY", "c",
                        "AZURE_APP_SECRET", "g",
                        "PROXY_PASSWORD", "d",
                        "VIRTUAL_KEY_SEARCH", "e",
                        "JOB_STORE_PASSWORD", "f",
                        "JOB_STORE_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));

        assertThat(config.providers().keySet())
                .containsExactly("anthropic", "openai", "bedrock", "vertex", "azure", "in-house", "vllm");
        assertThat(config.warnings()).isEmpty();
    }
}
