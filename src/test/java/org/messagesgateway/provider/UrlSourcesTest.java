package org.messagesgateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.messagesgateway.json.Json;

class UrlSourcesTest {

    private static final JsonObject BODY = Json.parseObject(
            """
            {"model":"m","messages":[
              {"role":"user","content":"no blocks"},
              {"role":"user","content":[
                {"type":"image","source":{"type":"url","url":"https://a/1"}},
                {"type":"image","source":{"type":"base64","media_type":"image/png","data":""}},
                {"type":"text","text":"x","source":{"type":"url","url":"https://a/no"}}]},
              {"role":"assistant","content":[{"type":"text","text":"y"}]},
              {"role":"user","content":[
                {"type":"tool_result","tool_use_id":"t","content":[
                  {"type":"image","source":{"type":"url","url":"https://a/2"}}]},
                {"type":"document","source":{"type":"url","url":"https://a/3"},"title":"T"},
                {"type":"document","source":{"type":"content","content":[
                  {"type":"image","source":{"type":"url","url":"https://a/1"}}]}}, 7]}]}""");

    @Test
    void everyUrlOfABlockIsFoundWithItsPath() {
        assertThat(UrlSources.in(BODY))
                .containsExactly(
                        new UrlSource("messages.1.content.0", UrlSource.Kind.IMAGE, "https://a/1", false),
                        new UrlSource("messages.3.content.0.content.0", UrlSource.Kind.IMAGE, "https://a/2", true),
                        new UrlSource("messages.3.content.1", UrlSource.Kind.DOCUMENT, "https://a/3", true),
                        new UrlSource(
                                "messages.3.content.2.source.content.0", UrlSource.Kind.IMAGE, "https://a/1", true));
    }

    @Test
    void contentsTakeThePlacesOfUrlsAndNothingElseChanges() {
        var content = Json.object().add("type", "text").add("data", "!").build();
        var replaced = UrlSources.replaced(
                BODY, source -> source.url().endsWith("1") ? Optional.of(content) : Optional.empty());
        assertThat(Json.text(replaced))
                .isEqualTo(Json.text(BODY).replace("{\"type\":\"url\",\"url\":\"https://a/1\"}", Json.text(content)));
        assertThat(UrlSources.replaced(BODY, source -> Optional.empty())).isEqualTo(BODY);
    }

    @Test
    void aBodyOfAnotherShapeIsLeftAsItIs() {
        for (var body : new String[] {"{}", "{\"messages\":7}", "{\"messages\":[7,{\"content\":[{\"type\":7}]}]}"}) {
            assertThat(UrlSources.in(Json.parseObject(body))).isEmpty();
        }
    }
}
