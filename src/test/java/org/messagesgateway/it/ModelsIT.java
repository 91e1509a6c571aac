package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** The list of models, whole, in pages, and one by one. */
class ModelsIT {

    private static final String LIST =
            """
            {"data":[{"type":"model","id":"claude-b","display_name":"Claude B","created_at":"2025-02-19T00:00:00Z",
              "max_tokens":64000},{"id":"claude-c","created":1700000000},{"type":"model"},7],"has_more":false}""";

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.json(200, LIST));
    private static final RunningGateway GATEWAY = RunningGateway.start(
            """
            {"providers": {
               "anthropic": {
                 "keys": [{"name": "k", "value": "v", "aliases": {"fast": "claude-b"}}],
                 "network_config": {"base_url": "%s"}},
               "chat": {
                 "dialect": "chat",
                 "keys": [{"name": "k", "value": "v", "models": ["gpt-x", "org/gpt y+z", "claude-b"]}],
                 "network_config": {"base_url": "http://127.0.0.1:9/v1"}}}}
            """
                    .formatted(UPSTREAM.uri()));

    private static final List<String> IDS =
            List.of("fast", "gpt-x", "org/gpt y+z", "claude-b", "anthropic/claude-b", "claude-c");

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    @Test
    void namedAndListedModelsAreThereByTheNamesToAskFor() throws Exception {
        var list = list("");
        assertThat(ids(list)).containsExactlyElementsOf(IDS);
        assertThat(list.getBoolean("has_more")).isFalse();
        assertThat(list.getString("first_id") + " " + list.getString("last_id")).isEqualTo("fast claude-c");
    }

    @Test
    void aModelHasEveryMemberOfTheApi() throws Exception {
        var model = list("").getJsonArray("data").getJsonObject(4);
        assertThat(model.getString("type") + model.getString("display_name") + model.getString("created_at"))
                .isEqualTo("modelClaude B2025-02-19T00:00:00Z");
        assertThat(model.getInt("max_tokens")).isEqualTo(64000);
        assertThat(model.get("capabilities")).isEqualTo(JsonValue.NULL);
        assertThat(model.getString("lifecycle")).isEqualTo("active");
        assertThat(list("").getJsonArray("data").getJsonObject(5).getString("created_at"))
                .isEqualTo("2023-11-14T22:13:20Z");
    }

    @Test
    void pagesFollowOneAnother() throws Exception {
        var seen = new java.util.ArrayList<String>();
        var page = list("?limit=2");
        while (true) {
            seen.addAll(ids(page));
            if (!page.getBoolean("has_more")) {
                break;
            }
            page = list("?limit=2&after_id=" + encoded(page.getString("last_id")));
        }
        assertThat(seen).containsExactlyElementsOf(IDS);
        var before = list("?limit=2&before_id=claude-b");
        assertThat(ids(before)).containsExactly("gpt-x", "org/gpt y+z");
        assertThat(before.getBoolean("has_more")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=1001",
                "?limit=-1",
                "?limit=x",
                "?limit=",
                "?limit=99999999999",
                "?after_id=no",
                "?before_id=no"
            })
    void aPageThatIsNoneIsRefused(String query) throws Exception {
        Envelope.of(GATEWAY.get("/anthropic/v1/models" + query)).is(400, "invalid_request_error");
    }

    @Test
    void unknownParametersAreIgnored() throws Exception {
        assertThat(ids(list("?beta=true&lifecycle=active&lifecycle[]=x"))).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-c, claude-c",
        "org%2Fgpt%20y+z, org/gpt y+z",
        "org/gpt%20y%2Bz, org/gpt y+z",
        "anthropic%2fclaude-b, anthropic/claude-b",
        "fast?beta=true, fast"
    })
    void aModelIsFoundByItsName(String path, String id) throws Exception {
        list("");
        var answer = GATEWAY.get("/anthropic/v1/models/" + path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parseObject(answer.body()).getString("id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "org%2Fnothing", "claude-b%0d%0ax:%20y", "%E6%A8%A1"})
    void aModelThatIsNotThereIsNotFound(String path) throws Exception {
        list("");
        Envelope.of(GATEWAY.get("/anthropic/v1/models/" + path)).is(404, "not_found_error", "model: ");
    }

    @Test
    void headIsAnsweredToo() throws Exception {
        assertThat(GATEWAY.send("HEAD", "/anthropic/v1/models", "").statusCode())
                .isEqualTo(200);
    }

    private static JsonObject list(String query) throws Exception {
        var answer =
                GATEWAY.get("/anthropic/v1/models" + query.replace("[", "%5B").replace("]", "%5D"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parseObject(answer.body());
    }

    private static List<String> ids(JsonObject list) {
        return list.getJsonArray("data").getValuesAs(JsonObject.class).stream()
                .map(model -> ((JsonString) model.get("id")).getString())
                .toList();
    }

    private static String encoded(String id) {
        return java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8);
    }
}
