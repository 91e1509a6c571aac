package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.messagesgateway.config.Profiles;
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
class ResponsesTrapsTest {

    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";
    private static final String CREATED = "{'type':'response.created','response':{'status':'in_progress'}}";
    private static final String TEXT =
            "{'type':'response.output_text.delta','item_id':'m','output_index':0,'delta':'a'}";
    private static final String COMPLETED =
            "{'type':'response.completed','response':{'status':'completed','output':[]}}";
    private static final String CALL = "{'type':'response.output_item.added','output_index':0,'item':"
            + "{'type':'function_call','id':'fc','call_id':'call_1','name':'n','arguments':''}}";

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static List<StreamEvent> events(String... lines) {
        var all = new ArrayList<JsonObject>();
        for (var line : lines) {
            all.add(Json.parseObject(json(line)));
        }
        var events = ChatCase.stream(ResponsesCase.translate(ChatCase.PROMPT), ResponsesCase.sse(all));
        StreamGrammar.check(events);
        return events;
    }

    private static Message message(String... lines) {
        return ChatCase.accumulated(events(lines));
    }

    private static ErrorType failure(String... lines) {
        var events = events(lines);
        return events.get(events.size() - 1).failure().orElseThrow().type();
    }

    private static JsonObject body(String members) {
        return ResponsesCase.body(json("{'model':'m','max_tokens':1024," + members + "}"));
    }

    private static JsonObject answer(String response) {
        return ChatCase.answer(ResponsesCase.translate(ChatCase.PROMPT), json(response));
    }

    @Test
    void argumentsOnlyInTheDoneEventAreNotLost() {
        var done = "{'type':'response.function_call_arguments.done','item_id':'fc','output_index':0,"
                + "'arguments':'{\\'a\\':1}'}".replace("\\'", "\\\"");
        assertThat(message(CALL, done, COMPLETED).content())
                .containsExactly(new ContentBlock.ToolUse("call_1", "n", Json.parseObject("{\"a\":1}")));
    }

    @Test
    void aFailedResponseIsNoEmptySuccess() {
        var failed = "{'type':'response.failed','response':{'status':'failed','error':"
                + "{'code':'server_error','message':'It broke.'},'output':[]}}";
        assertThat(failure(CREATED, failed)).isEqualTo(ErrorType.API_ERROR);
        assertThat(failure(CREATED, TEXT, failed)).isEqualTo(ErrorType.API_ERROR);
        assertThatThrownBy(() -> answer(
                        "{'status':'failed','error':{'code':'server_error','message':'It broke.'}," + "'output':[]}"))
                .isInstanceOf(ApiException.class)
                .hasMessage("It broke.");
        assertThatThrownBy(() -> answer("{'status':'failed','error':null,'output':[]}"))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void aStreamThatStopsShortIsNoSuccess() {
        assertThat(failure(CREATED, TEXT)).isEqualTo(ErrorType.API_ERROR);
        assertThat(failure(CREATED)).isEqualTo(ErrorType.API_ERROR);
    }

    @Test
    void anErrorBeforeAnyContentCanStillBecomeAStatus() {
        var error = "{'type':'error','code':'rate_limit_exceeded','message':'Slow down'}";
        assertThat(events(CREATED, error)).hasSize(2).first().isInstanceOf(StreamEvent.MessageStart.class);
        assertThat(failure(CREATED, error)).isEqualTo(ErrorType.RATE_LIMIT_ERROR);
    }

    @Test
    void oneBadLineDoesNotKillAStream() {
        var sse = "data: {broken\n\n"
                + ResponsesCase.sse(List.of(Json.parseObject(json(TEXT)), Json.parseObject(json(COMPLETED))));
        var events = ChatCase.stream(ResponsesCase.translate(ChatCase.PROMPT), sse);
        assertThat(ChatCase.accumulated(events).content()).containsExactly(new ContentBlock.Text("a"));
    }

    @Test
    void whatComesAfterTheEndIsNotHeard() {
        assertThat(message(TEXT, COMPLETED, TEXT, COMPLETED).content()).containsExactly(new ContentBlock.Text("a"));
    }

    @Test
    void itemsToldTwiceAreOneBlock() {
        var done = "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','id':'m',"
                + "'content':[{'type':'output_text','text':'a'}]}}";
        var completed = "{'type':'response.completed','response':{'output':[{'type':'message','id':'other',"
                + "'content':[{'type':'output_text','text':'a'}]}]}}";
        assertThat(message(TEXT, done, done, completed).content()).containsExactly(new ContentBlock.Text("a"));
    }

    @Test
    void anAnswerThatIsNoAnswerIsABadGateway() {
        for (var body : List.of("", "<html>", "{'output':[", "{}", "{'output':null}", "[]", "null")) {
            assertThatThrownBy(() -> answer(body))
                    .as(body)
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refused -> assertThat(refused.error().status()).isEqualTo(502));
        }
    }

    @Test
    void anUnknownStatusIsNoSuccess() {
        for (var status : List.of("queued", "in_progress", "cancelled", "asleep")) {
            assertThatThrownBy(() -> answer("{'status':'" + status + "','output':[]}"))
                    .as(status)
                    .isInstanceOf(ApiException.class);
        }
    }

    @Test
    void anIncompleteAnswerWithoutAReasonIsCutOff() {
        assertThat(answer("{'status':'incomplete','incomplete_details':null,'output':[]}")
                        .getString("stop_reason"))
                .isEqualTo("max_tokens");
        var cut = "{'type':'response.incomplete','response':{'incomplete_details':{'reason':'max_output_tokens'}}}";
        assertThat(message(TEXT, cut).stopReason()).isEqualTo(StopReason.MAX_TOKENS);
    }

    @Test
    void strictIsAlwaysWritten() {
        var tools = body("'tools':[{'name':'n','input_schema':{'type':'object'}}]," + HI)
                .getJsonArray("tools");
        assertThat(tools.getJsonObject(0).getBoolean("strict")).isFalse();
    }

    @Test
    void aToolsTypeDoesNotLeak() {
        var tools = body("'tools':[{'type':'custom','name':'n','input_schema':{'type':'object','properties':{}},"
                        + "'cache_control':{'type':'ephemeral'},'defer_loading':true}]," + HI)
                .getJsonArray("tools");
        assertThat(tools.getJsonObject(0).keySet()).containsExactly("type", "name", "parameters", "strict");
        assertThat(tools.getJsonObject(0).getString("type")).isEqualTo("function");
    }

    @Test
    void aNameOfMoreThanSixtyFourLettersGoesAndComesBack() {
        var name = "mcp__" + "x".repeat(80);
        var prompt = json("{'model':'m','max_tokens':99,'tools':[{'name':'" + name
                + "','input_schema':{'type':'object'}}]," + HI + "}");
        var sent = ResponsesCase.body(prompt)
                .getJsonArray("tools")
                .getJsonObject(0)
                .getString("name");
        assertThat(sent).hasSize(64);
        var answer = ChatCase.answer(
                ResponsesCase.translate(prompt),
                json("{'output':[{'type':'function_call','call_id':'c','name':'" + sent + "','arguments':'{}'}]}"));
        assertThat(answer.getJsonArray("content").getJsonObject(0).getString("name"))
                .isEqualTo(name);
    }

    @Test
    void fewTokensAreRaisedToWhatIsAccepted() {
        assertThat(ResponsesCase.body(json("{'model':'m','max_tokens':1," + HI + "}"))
                        .getInt("max_output_tokens"))
                .isEqualTo(16);
    }

    @Test
    void nothingIsStored() {
        var body = body(HI);
        assertThat(body.getBoolean("store")).isFalse();
        assertThat(body.keySet()).doesNotContain("previous_response_id", "include");
    }

    @Test
    void toolsAndEffortGoTogether() {
        var body = body("'thinking':{'type':'adaptive'},'output_config':{'effort':'max'},"
                + "'tools':[{'name':'n','input_schema':{'type':'object'}}]," + HI);
        assertThat(body.getJsonObject("reasoning").getString("effort")).isEqualTo("xhigh");
        assertThat(body).containsKey("tools");
    }

    @Test
    void samplingIsNotSentToModelsThatThink() {
        assertThat(body("'temperature':0.5,'top_p':0.9," + HI)).doesNotContainKeys("temperature", "top_p");
        var plain = ResponsesCase.translate(
                "openai", "gpt-4o", json("{'model':'m','max_tokens':9,'temperature':0," + HI + "}"));
        assertThat(ChatCase.body(plain).getInt("temperature")).isZero();
    }

    @Test
    void anImageInAToolResultIsNeverText() {
        var items = body("'messages':[{'role':'user','content':'Look'},{'role':'assistant','content':["
                        + "{'type':'tool_use','id':'c','name':'n','input':{}}]},{'role':'user','content':[{'type':'tool_result',"
                        + "'tool_use_id':'c','is_error':true,'content':[{'type':'image','source':{'type':'base64',"
                        + "'media_type':'image/png','data':'AAAA'}}]}]}]")
                .getJsonArray("input");
        assertThat(items.getJsonObject(2).getJsonArray("output").toString())
                .isEqualTo(json("[{'type':'input_text','text':'Error:'},{'type':'input_image','detail':'auto',"
                        + "'image_url':'data:image/png;base64,AAAA'}]"));
    }

    @Test
    void cachedTokensAreNotCountedTwice() {
        var usage = answer("{'output':[],'usage':{'input_tokens':100,'input_tokens_details':{'cached_tokens':80},"
                        + "'output_tokens':5}}")
                .getJsonObject("usage");
        assertThat(usage.getInt("input_tokens")).isEqualTo(20);
        assertThat(usage.getInt("cache_read_input_tokens")).isEqualTo(80);
    }

    @Test
    void theSignatureIsTheOneOfTheItemsEnd() {
        var added = "{'type':'response.output_item.added','output_index':0,'item':{'type':'reasoning','id':'rs',"
                + "'summary':[],'encrypted_content':'provisional'}}";
        var done = added.replace("added", "done").replace("provisional", "final");
        assertThat(replayed(message(added, done, TEXT.replace("0", "1"), COMPLETED)))
                .contains("final")
                .doesNotContain("provisional");
    }

    @Test
    void thinkingOfAnotherUpstreamIsNotGivenBack() {
        var message = message(
                "{'type':'response.output_item.done','item':{'type':'reasoning','encrypted_content':'mine'}}",
                TEXT,
                COMPLETED);
        assertThat(replayed(message)).contains("mine");
        var elsewhere = ResponsesCase.translate("azure", "gpt-5", next(message));
        assertThat(Json.text(ChatCase.body(elsewhere))).doesNotContain("mine");
        assertThat(elsewhere.dropped()).contains("messages.content.thinking");
    }

    @Test
    void thinkingWithoutWhatItLedToIsNotGivenBack() {
        var message = message(
                "{'type':'response.output_item.done','item':{'type':'reasoning','encrypted_content':'mine'}}",
                "{'type':'response.incomplete','response':{'incomplete_details':{'reason':'max_output_tokens'}}}");
        assertThat(message.content()).hasSize(1);
        assertThat(replayed(message)).doesNotContain("mine");
    }

    private static String replayed(Message message) {
        return Json.text(ResponsesCase.body(next(message)));
    }

    /** The next request after an answer. */
    private static String next(Message message) {
        var content = Json.parseObject(MessageWriter.json(message)).getJsonArray("content");
        var turns = Json.array()
                .add(Json.object().add("role", "user").add("content", "Hi"))
                .add(Json.object().add("role", "assistant").add("content", content))
                .add(Json.object().add("role", "user").add("content", "Go on"));
        return Json.text(Json.object(Json.parseObject(ChatCase.PROMPT))
                .add("messages", turns)
                .build());
    }

    @Test
    void theSameRequestIsTheSameBytes() {
        for (var input : Golden.inputs("requests", ".json")) {
            var request = Golden.text(input);
            assertThat(ResponsesCase.translate(request).request().body())
                    .isEqualTo(ResponsesCase.translate(request).request().body());
            ResponsesRequestRules.check(ResponsesCase.body(request));
        }
    }

    @Test
    void anOperatorsExtraMembersAreAddedToTheBody() {
        var overrides = Json.parseObject(json("{'responses':{'extra_body':{'truncation':'auto'}}}"));
        var profile = Profiles.standard().named("openai", overrides).orElseThrow();
        var translation = ChatCase.translate(new ResponsesAdapter(), profile, "gpt-5", ChatCase.PROMPT);
        assertThat(ChatCase.body(translation).getString("truncation")).isEqualTo("auto");
    }

    /** Usage, marks, and ends of items told again, where items have ids, change neither content nor stop reason. */
    @Test
    void whatServersLeaveOutOrSayTwiceChangesNothing() {
        for (var input : Golden.inputs("streams/responses", ".sse")) {
            if (Golden.scenario(input).matches("error.*|truncated.*|noise|rotating-ids")) {
                continue;
            }
            var sse = Golden.text(input).replace("\r\n", "\n");
            var whole = told(sse);
            assertThat(told(sse + "data: [DONE]\n\n")).isEqualTo(whole);
            assertThat(told(sse.replace("\"usage\":", "\"unused\":"))).isEqualTo(whole);
            assertThat(told(sse.replaceAll("event: .*\n", ""))).isEqualTo(whole);
            assertThat(told(sse.replaceAll("(event: response.output_item.done\ndata: .*\n\n)", "$1$1")))
                    .as(Golden.scenario(input))
                    .isEqualTo(whole);
        }
    }

    /** What begins or ends an item or a part may be missing: deltas and the last event tell the same. */
    @Test
    void aLostBeginningOrEndChangesNothing() {
        for (var input : Golden.inputs("streams/responses", ".sse")) {
            if (Golden.scenario(input).matches("error.*|truncated.*|noise|rotating-ids|.*crlf|.*overlap.*")) {
                continue;
            }
            var frames = List.of(Golden.text(input).split("(?<=\n\n)"));
            for (var i = 0; i < frames.size(); i++) {
                if (frames.get(i).matches("(?s)event: (?!\\S+annotation)\\S+(added|done|created|in_progress)\n.*")) {
                    var fewer = new ArrayList<>(frames);
                    fewer.remove(i);
                    assertThat(told(String.join("", fewer)))
                            .as(Golden.scenario(input) + " without " + frames.get(i))
                            .isEqualTo(told(Golden.text(input)));
                }
            }
        }
    }

    private static String told(String sse) {
        var message = ChatCase.accumulated(ChatCase.stream(ResponsesCase.translate(ChatCase.PROMPT), sse));
        var json = Json.object(Json.parseObject(MessageWriter.json(message)));
        return Golden.withoutIds(Json.text(json.remove("usage").build()));
    }
}
