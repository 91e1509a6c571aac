package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.messagesgateway.adapter.GeminiCase.HI;
import static org.messagesgateway.adapter.GeminiCase.array;
import static org.messagesgateway.adapter.GeminiCase.events;
import static org.messagesgateway.adapter.GeminiCase.json;
import static org.messagesgateway.adapter.GeminiCase.last;
import static org.messagesgateway.adapter.GeminiCase.message;
import static org.messagesgateway.adapter.GeminiCase.part;
import static org.messagesgateway.adapter.GeminiCase.parts;
import static org.messagesgateway.adapter.GeminiCase.result;
import static org.messagesgateway.adapter.GeminiCase.use;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.messagesgateway.golden.Golden;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.provider.CallSignatures;

/** What went wrong in other gateways, with answers. */
class GeminiTrapsTest {

    /** BerriAI/litellm 25561. */
    @Test
    void aStreamKeepsTheArgumentsOfCalls() {
        var message = message(part("{'functionCall':{'name':'n','args':{'a':{'b':[1]}}}}"), last("{'text':''}"));
        assertThat(message.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(message.content())
                .singleElement()
                .isInstanceOfSatisfying(ContentBlock.ToolUse.class, use -> assertThat(Json.text(use.input()))
                        .isEqualTo("{\"a\":{\"b\":[1]}}"));
    }

    @Test
    void twoCallsOfOneToolHaveTwoIds() {
        var content = message(last("{'functionCall':{'name':'n'}},{'functionCall':{'name':'n'}}"))
                .content();
        assertThat(content).hasSize(2);
        assertThat(((ContentBlock.ToolUse) content.get(0)).id())
                .startsWith("toolu_")
                .isNotEqualTo(((ContentBlock.ToolUse) content.get(1)).id());
    }

    @Test
    void aWholeRoundTripGivesGeminiItsOwnBack() {
        var answer = json(last("{'thought':true,'text':'I look twice.'},{'text':'Look.','thoughtSignature':'dA=='},"
                + "{'functionCall':{'id':'x1','name':'clock','args':{'a':1}},'thoughtSignature':'YQ=='},"
                + "{'functionCall':{'id':'x2','name':'clock','args':{'a':2}}}"));
        var prompt =
                json("{'model':'m','max_tokens':10,'thinking':{'type':'adaptive','display':'omitted'}," + HI + "}");
        var message = ChatCase.answer(GeminiCase.translate(prompt), answer);
        var results = Json.parse(json("[" + result("x2") + "," + result("x1") + "]"));
        var next = GeminiCase.body(GeminiCase.NEWEST, GeminiCase.next(prompt, message, results.asJsonArray()));
        assertThat(array(parts(next, 1)))
                .isEqualTo(json("[{'text':'Look.','thoughtSignature':'dA=='},"
                        + "{'functionCall':{'id':'x1','name':'clock','args':{'a':1}},'thoughtSignature':'YQ=='},"
                        + "{'functionCall':{'id':'x2','name':'clock','args':{'a':2}}}]"));
        assertThat(array(parts(next, 2)))
                .isEqualTo(json("[{'functionResponse':{'id':'x1','name':'clock','response':{'result':'ok'}}},"
                        + "{'functionResponse':{'id':'x2','name':'clock','response':{'result':'ok'}}}]"));
    }

    @Test
    void aSignatureComesBackAlsoFromAClientThatDidNotAskForThinking() {
        var kept = new HashMap<String, String>();
        var adapter = new GeminiAdapter(new CallSignatures() {
            @Override
            public void keep(String callId, String signature) {
                kept.put(callId, signature);
            }

            @Override
            public Optional<String> find(String callId) {
                return Optional.ofNullable(kept.get(callId));
            }
        });
        var prompt = json("{'model':'m','max_tokens':10,'messages':[{'role':'user','content':'Hi'}]}");
        var profile = ChatCase.profile("gemini");
        var answer = ChatCase.answer(
                ChatCase.translate(adapter, profile, GeminiCase.NEWEST, prompt),
                json(GeminiCase.last("{'functionCall':{'name':'n','args':{}},'thoughtSignature':'c2lnbmVk'}")));
        assertThat(answer.toString()).doesNotContain("thinking", "c2lnbmVk");

        var next = GeminiCase.next(prompt, answer, Json.array().build());
        assertThat(ChatCase.body(ChatCase.translate(adapter, profile, GeminiCase.NEWEST, next))
                        .toString())
                .contains(json("'thoughtSignature':'c2lnbmVk'"));
    }

    @Test
    void aRoundTripWithoutIdsGivesNoneBack() {
        var answer = json(last("{'functionCall':{'name':'clock','args':{}},'thoughtSignature':'YQ=='},"
                + "{'functionCall':{'name':'clock','args':{}}}"));
        var prompt = json("{'model':'m','max_tokens':10,'thinking':{'type':'adaptive'}," + HI + "}");
        var message = ChatCase.answer(GeminiCase.translate(prompt), answer);
        var results = Json.array();
        for (var block : message.getJsonArray("content").getValuesAs(JsonObject.class)) {
            if (block.getString("type").equals("tool_use")) {
                results.add(Json.parse(json(result(block.getString("id")))));
            }
        }
        var next = GeminiCase.body(GeminiCase.NEWEST, GeminiCase.next(prompt, message, results.build()));
        assertThat(array(parts(next, 1)))
                .isEqualTo(json("[{'functionCall':{'name':'clock','args':{}},'thoughtSignature':'YQ=='},"
                        + "{'functionCall':{'name':'clock','args':{}}}]"));
        assertThat(parts(next, 2).get(0).getJsonObject("functionResponse")).doesNotContainKey("id");
    }

    @Test
    void noBlockOfThinkingIsTheLast() {
        var content = message(part("{'text':'Hello'}"), last("{'text':'','thoughtSignature':'YQ=='}"))
                .content();
        assertThat(content).containsExactly(new ContentBlock.Text("Hello"));
    }

    @Test
    void thinkingThatNobodyAskedForIsHidden() {
        var translation = GeminiCase.translate(json("{'model':'m','max_tokens':10," + HI + "}"));
        var answer = ChatCase.answer(
                translation,
                json(last("{'thought':true,'text':'Hm'},{'functionCall':{'name':'n'},'thoughtSignature':'YQ=='}")));
        assertThat(answer.getJsonArray("content")).hasSize(1);
    }

    @Test
    void aStreamThatStopsShortIsNoSuccess() {
        assertThat(events(part("{'text':'a'}")).stream().flatMap(event -> event.failure().stream()))
                .singleElement()
                .satisfies(error -> assertThat(error.type()).isEqualTo(ErrorType.API_ERROR));
    }

    @Test
    void aWholeAnswerNeedNotSayWhyItEnds() {
        var answer = ChatCase.answer(GeminiCase.translate(GeminiCase.PROMPT), json(part("{'text':'a'}")));
        assertThat(answer.getString("stop_reason")).isEqualTo("end_turn");
    }

    @Test
    void aMalformedCallIsNoEmptySuccess() {
        for (var finish : List.of("MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "MALFORMED_RESPONSE", "OTHER")) {
            var chunk = "{'candidates':[{'finishReason':'" + finish + "'}]}";
            assertThat(events(chunk).get(events(chunk).size() - 1).failure()).isPresent();
            var response = ChatCase.response(200, json(chunk));
            assertThatThrownBy(() -> GeminiCase.translate(GeminiCase.PROMPT).answer(response))
                    .isInstanceOf(ApiException.class);
        }
    }

    @Test
    void anErrorAsTheFirstEventComesAlone() {
        assertThat(events("{'error':{'code':503,'message':'Overloaded','status':'UNAVAILABLE'}}"))
                .singleElement()
                .satisfies(event -> assertThat(event.failure())
                        .hasValueSatisfying(error -> assertThat(error.type()).isEqualTo(ErrorType.OVERLOADED_ERROR)));
    }

    @Test
    void anAnswerThatIsNoAnswerIsABadGateway() {
        for (var body : List.of("", "<html>", "{\"candidates\":[", "{}", "{\"candidates\":[]}", "[]", "null")) {
            assertThatThrownBy(() -> GeminiCase.translate(GeminiCase.PROMPT).answer(ChatCase.response(200, body)))
                    .as(body)
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refused -> assertThat(refused.error().status()).isEqualTo(502));
        }
    }

    /** chenyme/grok2api 748: cached tokens are not counted twice. */
    @Test
    void theCachedPartOfThePromptIsCountedOnce() {
        var usage = message("{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'STOP'}],"
                        + "'usageMetadata':{'promptTokenCount':100,'cachedContentTokenCount':80,'candidatesTokenCount':1,"
                        + "'thoughtsTokenCount':4}}")
                .usage();
        assertThat(usage.input()).isEqualTo(20);
        assertThat(usage.cacheRead()).isEqualTo(80);
        assertThat(usage.output()).isEqualTo(5);
        assertThat(usage.thinking()).isEqualTo(4);
    }

    /** Usage, and a finish that comes before the last word as well, change neither content nor stop reason. */
    @Test
    void whatIsLeftOutOrSaidTwiceChangesNothing() {
        for (var input : Golden.inputs("streams/gemini", ".sse")) {
            if (Golden.scenario(input).matches("error.*|truncated.*|noise|stop-.*")) {
                continue;
            }
            var sse = Golden.text(input);
            var whole = told(sse);
            assertThat(told(sse.replaceAll("\"usageMetadata\": \\{[^}]*}", "\"usageMetadata\": null")))
                    .isEqualTo(whole);
            var early = "data: {\"candidates\":[{\"finishReason\":\"STOP\"}]}\n\n";
            assertThat(told(early + sse)).isEqualTo(whole);
        }
    }

    private static String told(String sse) {
        var message = ChatCase.accumulated(ChatCase.stream(GeminiCase.translate(GeminiCase.PROMPT), sse));
        var told = Json.object(Json.parseObject(MessageWriter.json(message)));
        return Golden.withoutIds(Json.text(told.remove("usage").build()));
    }
}
