package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.messagesgateway.golden.Golden;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Message;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamGrammar;

/** What went wrong in other gateways. */
class ChatTrapsTest {

    private static final String FINISH = "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}";

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static List<StreamEvent> events(String... chunks) {
        var lines = new ArrayList<String>();
        for (var chunk : chunks) {
            lines.add(json(chunk));
        }
        var sse = ChatCase.sse(lines.toArray(String[]::new));
        var events = ChatCase.stream(ChatCase.translate("openai", ChatCase.PROMPT), sse);
        StreamGrammar.check(events);
        return events;
    }

    private static Message message(String... chunks) {
        return ChatCase.accumulated(events(chunks));
    }

    private static String delta(String delta) {
        return "{'choices':[{'index':0,'delta':" + delta + "}]}";
    }

    private static JsonObject body(String provider, String members) {
        return ChatCase.body(provider, json("{'model':'m','max_tokens':10," + members + "}"));
    }

    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";

    @Test
    void emptyToolCallsInEveryChunkMakeNoBlock() {
        assertThat(message(delta("{'content':'a','tool_calls':[]}"), FINISH).content())
                .containsExactly(new ContentBlock.Text("a"));
    }

    @Test
    void aCallThatEndsWithStopIsToolUse() {
        var call = "{'content':'','tool_calls':[{'index':0,'id':'c','function':{'name':'n','arguments':'{}'}}]}";
        var message = message(delta(call), FINISH);
        assertThat(message.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(message.content()).hasSize(1);
    }

    @Test
    void textThenCallIsToolUseToo() {
        var message = message(
                delta("{'content':'Let me look.'}"),
                delta("{'tool_calls':[{'index':0,'id':'c','function':{'name':'n','arguments':'{}'}}]}"),
                FINISH);
        assertThat(message.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(message.content()).hasSize(2);
    }

    @Test
    void reasoningBeforeTextHasABlockOfItsOwn() {
        assertThat(message(delta("{'reasoning':'hm'}"), delta("{'content':'a'}"), FINISH)
                        .content())
                .hasSize(2)
                .first()
                .isInstanceOf(ContentBlock.Thinking.class);
    }

    @Test
    void aStreamThatStopsShortIsNoSuccess() {
        var cut = "data: " + json(delta("{'content':'a'}")) + "\n\n";
        var events = ChatCase.stream(ChatCase.translate("openai", ChatCase.PROMPT), cut);
        assertThat(events.get(events.size() - 1).failure())
                .hasValueSatisfying(error -> assertThat(error.type()).isEqualTo(ErrorType.API_ERROR));
    }

    @Test
    void oneBadLineDoesNotKillAStream() {
        assertThat(message("{broken", delta("{'content':'a'}"), FINISH).content())
                .hasSize(1);
    }

    @Test
    void anErrorAsTheFirstEventComesAlone() {
        assertThat(events("{'error':{'message':'Overloaded','code':529}}")).hasSize(1);
    }

    @Test
    void anErrorInsideASuccessIsAnError() {
        var translation = ChatCase.translate("openrouter", ChatCase.PROMPT);
        var response = ChatCase.response(200, json("{'error':{'message':'Too many','code':429}}"));
        assertThatThrownBy(() -> translation.answer(response))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.error().type()).isEqualTo(ErrorType.RATE_LIMIT_ERROR));
    }

    @Test
    void anAnswerThatIsNoAnswerIsABadGateway() {
        for (var body : List.of("", "<html>", "{\"choices\":[", "{}", "{\"choices\":[]}", "[]", "null")) {
            var translation = ChatCase.translate("openai", ChatCase.PROMPT);
            assertThatThrownBy(() -> translation.answer(ChatCase.response(200, body)))
                    .as(body)
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refused -> assertThat(refused.error().status()).isEqualTo(502));
        }
    }

    @Test
    void noToolsMeansNoToolsMember() {
        assertThat(body("vllm", "'tools':[],'tool_choice':{'type':'auto'}," + HI)
                        .keySet())
                .containsExactly("model", "messages", "max_tokens");
    }

    @Test
    void zeroIsAValue() {
        var body = body("openai", "'temperature':0,'top_p':0," + HI);
        assertThat(body.getInt("temperature")).isZero();
        assertThat(body.getInt("top_p")).isZero();
    }

    @Test
    void emptyTextIsNotSent() {
        var body = body(
                "openai",
                "'system':[{'type':'text','text':''}],'messages':[{'role':'user','content':"
                        + "[{'type':'text','text':''},{'type':'text','text':'Hi'}]}]");
        assertThat(body.getJsonArray("messages").toString()).isEqualTo(json("[{'role':'user','content':'Hi'}]"));
    }

    @Test
    void aConversationThatSaysNothingIsRefused() {
        assertThatThrownBy(() -> body("openai", "'messages':[{'role':'user','content':''}]"))
                .isInstanceOf(ApiException.class)
                .hasMessage("messages: text content blocks must be non-empty");
    }

    @Test
    void argumentsThatSayNothingAreAnEmptyObject() {
        for (var nothing : List.of("", " ", "null", "[]", "\\\"\\\"")) {
            var call = "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"n\",\"arguments\":\""
                    + nothing + "\"}}]}";
            assertThat(message(delta(call), FINISH).content())
                    .containsExactly(
                            new ContentBlock.ToolUse("c", "n", Json.object().build()));
        }
    }

    @Test
    void theSameRequestIsTheSameBytes() {
        var request = Golden.text(Golden.inputs("requests", ".json").stream()
                .filter(file -> Golden.scenario(file).equals("claude-code"))
                .findFirst()
                .orElseThrow());
        assertThat(ChatCase.translate("openai", request).request().body())
                .isEqualTo(ChatCase.translate("openai", request).request().body());
    }

    @Test
    void anImageInAToolResultIsNeverText() {
        var body = body(
                "openai",
                "'messages':[{'role':'user','content':'Look'},{'role':'assistant','content':["
                        + "{'type':'tool_use','id':'c','name':'n','input':{}}]},{'role':'user','content':[{'type':'tool_result',"
                        + "'tool_use_id':'c','content':[{'type':'image','source':{'type':'base64','media_type':'image/png',"
                        + "'data':'AAAA'}}]}]}]");
        var messages = body.getJsonArray("messages").getValuesAs(JsonObject.class);
        assertThat(messages.get(2).toString()).doesNotContain("AAAA");
        assertThat(messages.get(3).toString()).contains("data:image/png;base64,AAAA");
    }

    @Test
    void smallThinkingBudgetsDoNotBreakACall() {
        var body = ChatCase.body(ChatCase.translate(
                ChatCase.profile("openai"),
                "gpt-5",
                json("{'model':'m','max_tokens':10,'thinking':{'type':'enabled','budget_tokens':500}," + HI + "}")));
        assertThat(body.getString("reasoning_effort")).isEqualTo("minimal");
    }

    @Test
    void aWholeRoundTripGivesTheServerItsOwnBack() {
        var answer = json("{'choices':[{'index':0,'message':{'role':'assistant','content':'Look.',"
                + "'reasoning_content':'I call it.','tool_calls':[{'id':'functions.clock:0','type':'function',"
                + "'function':{'name':'clock','arguments':{'a':1}}}]},'finish_reason':'tool_calls'}]}");
        var prompt =
                json("{'model':'m','max_tokens':10,'thinking':{'type':'adaptive','display':'omitted'}," + HI + "}");
        var message = ChatCase.answer(ChatCase.translate("moonshot", prompt), answer);
        var turns = Json.array()
                .add(Json.object().add("role", "user").add("content", "Hi"))
                .add(Json.object().add("role", "assistant").add("content", message.getJsonArray("content")));
        var next = Json.object(Json.parseObject(prompt)).add("messages", turns).build();
        var sent = ChatCase.body("moonshot", Json.text(next))
                .getJsonArray("messages")
                .getJsonObject(1);
        assertThat(sent.getString("content")).isEqualTo("Look.");
        assertThat(sent.getString("reasoning_content")).isEqualTo("I call it.");
        assertThat(sent.getJsonArray("tool_calls").getJsonObject(0).getString("id"))
                .isEqualTo("functions.clock:0");
    }

    @Test
    void thinkTagsAreThinkingWhereTheProfileSaysSo() {
        for (var size : List.of(0, 1, 2, 3)) {
            var sse = ChatCase.sse(
                    json(delta("{'content':'<thi'}")),
                    json(delta("{'content':'nk>Six</th'}")),
                    json(delta("{'content':'ink>\\n\\nHi < there'}")),
                    json(FINISH));
            var translation = ChatCase.translate("sglang", ChatCase.PROMPT);
            var events = ChatCase.stream(translation, sse.getBytes(java.nio.charset.StandardCharsets.UTF_8), size);
            assertThat(ChatCase.accumulated(events).content())
                    .containsExactly(
                            new ContentBlock.Thinking("Six", "gw1.reasoning."), new ContentBlock.Text("Hi < there"));
        }
    }

    @Test
    void anOperatorsExtraMembersAreAddedToTheBody() {
        var overrides = json("{'chat':{'extra_body':{'provider':{'order':['x']}}}}");
        var profile = org.messagesgateway.config.Profiles.standard()
                .named("openrouter", Json.parseObject(overrides))
                .orElseThrow();
        assertThat(ChatCase.body(ChatCase.translate(profile, "m", ChatCase.PROMPT)))
                .containsKey("provider");
    }

    /** Usage, the end mark and a second finish change neither content nor stop reason. */
    @Test
    void whatServersLeaveOutOrSayTwiceChangesNothing() {
        for (var input : Golden.inputs("streams/chat", ".sse")) {
            var sse = Golden.text(input);
            if (Golden.scenario(input).matches("error.*|truncated.*|.*broken.*|comments.*")) {
                continue;
            }
            var whole = told(sse);
            var finish = sse.lines()
                    .filter(line -> line.contains("finish_reason\": \""))
                    .reduce("", (a, b) -> b);
            assertThat(told(sse.replace("data: [DONE]", ": done"))).isEqualTo(whole);
            assertThat(told(sse.replaceAll("\"usage\": \\{[^}]*}", "\"usage\": null")))
                    .isEqualTo(whole);
            if (!finish.contains("content") && !finish.contains("tool_calls\": [")) {
                assertThat(told(sse.replace(finish, finish + "\n\n" + finish))).isEqualTo(whole);
            }
        }
    }

    private static String told(String sse) {
        var message = ChatCase.accumulated(ChatCase.stream(ChatCase.translate("openai", ChatCase.PROMPT), sse));
        var json = Json.object(Json.parseObject(MessageWriter.json(message)));
        return Golden.withoutIds(Json.text(json.remove("usage").build()));
    }
}
