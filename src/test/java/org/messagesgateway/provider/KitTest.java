package org.messagesgateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.MessagesRequestReader;
import org.messagesgateway.messages.ThinkingMode;
import org.messagesgateway.testing.Inbounds;
import org.messagesgateway.tokens.TokenEstimate;

class KitTest {

    @Test
    void toolNamesAreInjectiveLegalAndReversible() {
        var originals = IntStream.range(0, 200)
                .mapToObj(i -> "mcp__server.with.dots__" + "x".repeat(i % 90) + "." + i % 7 + (i % 3 == 0 ? "/" : ":"))
                .distinct()
                .toList();
        var names = new ToolNames(originals);
        var upstream = new HashSet<String>();
        for (var name : originals) {
            var standIn = names.upstream(name);
            assertThat(standIn).matches("[a-zA-Z0-9_-]{1,64}");
            assertThat(upstream.add(standIn)).as(name).isTrue();
            assertThat(names.caller(standIn)).isEqualTo(name);
            assertThat(new ToolNames(List.of(standIn)).upstream(standIn)).isEqualTo(standIn);
        }
    }

    @Test
    void aToolNameThatIsLegalStays() {
        var names = new ToolNames(List.of("a_b", "a.b"));
        assertThat(names.upstream("a_b")).isEqualTo("a_b");
        assertThat(names.upstream("a.b")).isNotEqualTo("a_b").startsWith("a_b_");
        assertThat(names.caller("nobody's")).isEqualTo("nobody's");
    }

    @Test
    void toolIdsBecomeLegalAndUniqueAndFindBack() {
        var first = new ToolIds(Stream::empty, "spare").caller("functions.Bash:0");
        var ids = new ToolIds(() -> Stream.of(first, "call_1"), "spare");
        var second = ids.caller("functions.Bash:0");
        var third = ids.caller("functions.Bash:0");
        assertThat(List.of(first, second, third)).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-zA-Z0-9_-]+"));
        assertThat(List.of(first, second, third)).extracting(ToolIds::opaque).containsOnly("functions.Bash:0");
        assertThat(ToolIds.opaque(ids.caller("call_1"))).isEqualTo("call_1");
        assertThat(ids.caller("call_2")).isEqualTo("call_2");
        assertThat(ids.caller("")).isEqualTo("toolu_spare");
        assertThat(ids.caller("")).isNotEqualTo("toolu_spare");
        assertThat(ToolIds.opaque("gw1_not base64!")).isEqualTo("gw1_not base64!");
    }

    @Test
    void nineCharacterIdsAreStable() {
        assertThat(ToolIds.nineAlphanumeric("abcDEF123")).isEqualTo("abcDEF123");
        var mapped = ToolIds.nineAlphanumeric("toolu_01ABC");
        assertThat(mapped).matches("[a-zA-Z0-9]{9}").isEqualTo(ToolIds.nineAlphanumeric("toolu_01ABC"));
        assertThat(ToolIds.nineAlphanumeric(mapped)).isEqualTo(mapped);
        assertThat(ToolIds.opaque("x".repeat(70))).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void schemasAreCleanedLightly() {
        assertThat(
                        Json.text(
                                JsonSchemas.clean(
                                        Json.parseObject(
                                                """
                        {"$schema":"s","$id":"i","properties":{"a":true,"b":{"type":"array","items":{"$id":"x"}}},
                         "additionalProperties":false}"""))))
                .isEqualTo(
                        "{\"properties\":{\"a\":{},\"b\":{\"type\":\"array\",\"items\":{}}},\"additionalProperties\":false,\"type\":\"object\"}");
    }

    @Test
    void onlyAClosedSchemaWithEverythingRequiredIsStrict() {
        assertThat(
                        strict(
                                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'additionalProperties':false}"))
                .isTrue();
        assertThat(strict("{'type':'object','properties':{'a':{'type':'string'}},'additionalProperties':false}"))
                .isFalse();
        assertThat(
                        strict(
                                "{'type':'object','properties':{'a':{'type':'object'}},'required':['a'],'additionalProperties':false}"))
                .isFalse();
        assertThat(
                        strict(
                                "{'type':'object','properties':{'a':{'default':1}},'required':['a'],'additionalProperties':false}"))
                .isFalse();
        assertThat(strict("{'foo':'bar'}")).isFalse();
    }

    private static boolean strict(String schema) {
        return JsonSchemas.isStrict(Json.parseObject(schema.replace('\'', '"')));
    }

    @Test
    void effortIsAWordOrABucketAndStaysAmongTheKnownWords() {
        var adaptive = new ThinkingMode(ThinkingMode.Kind.ADAPTIVE, null, false);
        assertThat(Effort.of(adaptive, null)).isEqualTo(Effort.HIGH);
        assertThat(Effort.of(adaptive, "max").among(List.of("low", "medium", "high")))
                .isEqualTo("high");
        assertThat(Effort.of(enabled(500), null).among(List.of("low", "high"))).isEqualTo("low");
        assertThat(Effort.of(enabled(1024), null)).isEqualTo(Effort.LOW);
        assertThat(Effort.of(enabled(8192), null)).isEqualTo(Effort.MEDIUM);
        assertThat(Effort.of(enabled(31999), null)).isEqualTo(Effort.XHIGH);
        assertThat(Effort.of(enabled(31999), "low")).isEqualTo(Effort.LOW);
        assertThat(Effort.HIGH.among(List.of("none", "default"))).isEqualTo("default");
    }

    private static ThinkingMode enabled(long budget) {
        return new ThinkingMode(ThinkingMode.Kind.ENABLED, budget, false);
    }

    @Test
    void aBrandedSignatureComesBackAsItWas() {
        var signature = new BrandedSignature("reasoning", "Ünï 👋");
        assertThat(BrandedSignature.parse(signature.text())).contains(signature);
        assertThat(BrandedSignature.parse("")).isEmpty();
        assertThat(BrandedSignature.parse("EqQBCgIYAhIk")).isEmpty();
        assertThat(BrandedSignature.parse("gw1.")).isEmpty();
        assertThat(BrandedSignature.parse("gw1.reasoning.***")).isEmpty();
    }

    @Test
    void tokensAreEstimatedOverEverything() {
        var small = estimate("{'model':'m','max_tokens':1,'messages':[{'role':'user','content':'Hello'}]}");
        var big = estimate(
                "{'model':'m','max_tokens':1,'system':'"
                        + "word ".repeat(1000)
                        + "','messages':[{'role':'user','content':[{'type':'image','source':{'type':'url','url':'u'}}]}],'tools':[{'name':'t','input_schema':{'type':'object'}}]}");
        assertThat(small).isBetween(5L, 30L);
        assertThat(big).isBetween(2600L, 4000L);
    }

    private static long estimate(String body) {
        return TokenEstimate.quick(MessagesRequestReader.read(Inbounds.unread(body)));
    }

    @Test
    void aRefusedKeyIsNamedByWhoseItIs() {
        var refused = new UpstreamResponse(
                401,
                Headers.NONE,
                "{\"error\":{\"message\":\"bad key sk-123456789\"}}".getBytes(StandardCharsets.UTF_8));
        var error = new UpstreamErrors("m", new Credential.None()).of(refused);
        assertThat(error.type()).isEqualTo(ErrorType.AUTHENTICATION_ERROR);
        assertThat(error.message()).doesNotContain("sk-");
    }

    @Test
    void whatIsDroppedIsNamedInWordsThatAHeaderCanHold() {
        var dropped = new Dropped();
        dropped.add("top_k");
        dropped.add("a\r\nb: ü");
        dropped.add("x".repeat(100));
        assertThat(dropped.paths()).containsExactly("top_k", "a__b___", "x".repeat(80));
    }
}
