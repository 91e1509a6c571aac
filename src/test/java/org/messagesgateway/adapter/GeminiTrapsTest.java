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
class GeminiTrapsTest {

    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";
    private static final String BYPASS = "skip_thought_signature_validator";

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String part(String part) {
        return "{'candidates':[{'content':{'parts':[" + part + "]}}]}";
    }

    private static String last(String part) {
        return "{'candidates':[{'content':{'parts':[" + part + "]},'finishReason':'STOP'}]}";
    }

    private static List<StreamEvent> events(String... chunks) {
        var lines = new ArrayList<String>();
        for (var chunk : chunks) {
            lines.add(json(chunk));
        }
        var sse = GeminiCase.sse(lines.toArray(String[]::new));
        var events = ChatCase.stream(GeminiCase.translate(GeminiCase.PROMPT), sse);
        StreamGrammar.check(events);
        return events;
    }

    private static Message message(String... chunks) {
        return ChatCase.accumulated(events(chunks));
    }

    private static JsonObject body(String model, String members) {
        return GeminiCase.body(model, json("{'model':'m','max_tokens':10," + members + "}"));
    }

    private static String called(String calls, String results) {
        return "'messages':[{'role':'user','content':'Go'},{'role':'assistant','content':[" + calls
                + "]},{'role':'user','content':[" + results + "]}]";
    }

    private static String use(String id) {
        return "{'type':'tool_use','id':'" + id + "','name':'n','input':{}}";
    }

    private static String result(String id) {
        return "{'type':'tool_result','tool_use_id':'" + id + "','content':'ok'}";
    }

    private static List<JsonObject> parts(JsonObject body, int turn) {
        return body.getJsonArray("contents")
                .getJsonObject(turn)
                .getJsonArray("parts")
                .getValuesAs(JsonObject.class);
    }

    private static String array(List<JsonObject> parts) {
        var array = Json.array();
        parts.forEach(array::add);
        return array.build().toString();
    }

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

    /** musistudio/claude-code-router 1431, 1032; 8monkey-ai/hebo-gateway 171. */
    @Test
    void aCallThatAnotherModelMadeIsSignedForGemini3() {
        var history = called(use("toolu_A") + "," + use("toolu_B"), result("toolu_A") + "," + result("toolu_B"));
        var newest = parts(body(GeminiCase.NEWEST, history), 1);
        assertThat(newest.get(0).getString("thoughtSignature")).isEqualTo(BYPASS);
        assertThat(newest.get(1)).doesNotContainKey("thoughtSignature");
        assertThat(parts(body("gemini-2.5-pro", history), 1).get(0)).doesNotContainKey("thoughtSignature");
    }

    @Test
    void onlyItsOwnSignaturesGoToGemini() {
        var foreign = "{'type':'thinking','thinking':'Mine','signature':'ErUBCkYIA'},"
                + "{'type':'thinking','thinking':'Theirs','signature':'gw1.reasoning.'},";
        var body = body(GeminiCase.NEWEST, called(foreign + use("toolu_A"), result("toolu_A")));
        assertThat(body.toString()).doesNotContain("Mine", "Theirs", "ErUB", "gw1");
        assertThat(parts(body, 1)).hasSize(1);
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

    /** router-for-me/CLIProxyAPI 97, 1189, 3512, 4754; cline/cline 7339; automazeio/vibeproxy 338. */
    @Test
    void olderModelsGetSchemasThatTheyKnow() {
        var schema = json("{'type':'object','$schema':'x','$defs':{'P':{'type':'object','properties':{'name':"
                + "{'type':'string','format':'uri'},'child':{'$ref':'#/$defs/P'}}}},'properties':{"
                + "'p':{'$ref':'#/$defs/P','description':'Who'},'list':{'type':'array'},"
                + "'maybe':{'type':['string','null']},'either':{'oneOf':[{'type':'string'},{'type':'integer'}]},"
                + "'opt':{'anyOf':[{'type':'integer','exclusiveMinimum':0},{'type':'null'}]},'k':{'const':'one'},"
                + "'n':{'type':'integer','enum':[1,2]},'any':true,'free':{'type':'object','additionalProperties':true,"
                + "'propertyNames':{'pattern':'a'}},'all':{'allOf':[{'type':'object','properties':{'a':"
                + "{'type':'string'}},'required':['a']},{'properties':{'b':{'type':'string'}},'required':['b','c']}]},"
                + "'many':{'type':['string','number','null'],'default':5}},"
                + "'required':['p','gone'],'additionalProperties':false}");
        var tool = "{'name':'t','input_schema':" + schema.replace('"', '\'') + "}";
        var declared = body("gemini-2.0-flash", "'tools':[" + tool + "]," + HI)
                .getJsonArray("tools")
                .getJsonObject(0)
                .getJsonArray("functionDeclarations")
                .getJsonObject(0)
                .getJsonObject("parameters");
        GeminiRequestRules.checkOpenApi(declared);
        assertThat(declared.toString())
                .isEqualTo(
                        json("{'type':'object','properties':{'p':{'type':'object','properties':{'name':{'type':'string',"
                                        + "'description':'(format: \"uri\")'},'child':{'type':'object'}},'description':'Who'},"
                                                .replace("\"", "\\~")
                                        + "'list':{'type':'array','items':{'type':'string'}},"
                                        + "'maybe':{'type':'string','nullable':true},"
                                        + "'either':{'anyOf':[{'type':'string'},{'type':'integer'}]},"
                                        + "'opt':{'type':'integer','description':'(exclusiveMinimum: 0)','nullable':true},"
                                        + "'k':{'type':'string','enum':['one']},"
                                        + "'n':{'type':'integer','description':'(enum: [1,2])'},'any':{'type':'string'},"
                                        + "'free':{'type':'object'},'all':{'type':'object','properties':{'a':{'type':'string'},"
                                        + "'b':{'type':'string'}},'required':['a','b']},"
                                        + "'many':{'anyOf':[{'type':'string','description':'(default: 5)'},"
                                        + "{'type':'number','description':'(default: 5)'}],'nullable':true,"
                                        + "'description':'(default: 5)'}},'required':['p']}")
                                .replace('~', '"'));
    }

    @Test
    void aSchemaThatReferencesItselfEverywhereStaysSmall() {
        var loop = new StringBuilder("{'type':'object','$defs':{");
        for (var i = 0; i < 30; i++) {
            var next = "{'$ref':'#/$defs/d" + (i + 1) + "'}";
            loop.append("'d" + i + "':{'type':'object','properties':{'a':" + next + ",'b':" + next + "}},");
        }
        loop.append("'d30':{'type':['array','object'],'items':{}}},'properties':{'x':{'$ref':'#/$defs/d0'}}}");
        var body = body("gemini-2.0-flash", "'tools':[{'name':'t','input_schema':" + loop + "}]," + HI);
        assertThat(body.toString().length()).isLessThan(100_000);
    }

    @Test
    void newerModelsGetJsonSchemaWithoutWhatTheyRefuse() {
        var schema = "{'type':'object','properties':{'a':{'type':'object','propertyNames':{'pattern':'x'}},"
                + "'b':{'$ref':'https://example.com/s'},'c':{'$ref':'#/$defs/c'}},'$defs':{'c':{'type':'string'}}}";
        var text = body(GeminiCase.NEWEST, "'tools':[{'name':'t','input_schema':" + schema + "}]," + HI)
                .toString();
        assertThat(text).contains("parametersJsonSchema", "#/$defs/c").doesNotContain("propertyNames", "example.com");
    }

    /** kaitranntt/ccs 25. */
    @Test
    void aToolsNameBeginsWithALetter() {
        var body = body(
                GeminiCase.NEWEST,
                "'tools':[{'name':'1.tool','input_schema':{}}],'tool_choice':{'type':'tool','name':'1.tool'}," + HI);
        assertThat(body.getJsonArray("tools").toString()).contains("\"_1_tool\"");
        assertThat(body.getJsonObject("toolConfig").toString())
                .isEqualTo(json("{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['_1_tool']}}"));
        var translation = GeminiCase.translate(
                json("{'model':'m','max_tokens':1,'tools':[{'name':'1.tool','input_schema':{}}]," + HI + "}"));
        var answer = ChatCase.answer(translation, json(last("{'functionCall':{'name':'_1_tool'}}")));
        assertThat(answer.getJsonArray("content").getJsonObject(0).getString("name"))
                .isEqualTo("1.tool");
    }

    /** router-for-me/CLIProxyAPI 1670, 4116; raine/claude-code-proxy 59. */
    @Test
    void anImageInAToolResultIsNeitherTextNorLost() {
        var image = "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAAA'}}";
        var history = called(
                use("toolu_A"),
                "{'type':'tool_result','tool_use_id':'toolu_A','content':[" + image
                        + "]},{'type':'text','text':'See?'}");
        var newest = body(GeminiCase.NEWEST, history);
        assertThat(parts(newest, 2)).hasSize(1);
        assertThat(parts(newest, 2).get(0).getJsonObject("functionResponse").getJsonArray("parts"))
                .hasSize(1);
        assertThat(parts(newest, 3).toString()).isEqualTo(json("[{'text':'See?'}]"));
        var older = parts(body("gemini-2.5-flash", history), 2);
        assertThat(older).hasSize(4);
        assertThat(older.get(2).toString()).contains("AAAA");
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

    @Test
    void aModelsNameStaysInsideItsPath() {
        var uri = GeminiCase.translate("../../v1/files?x=#", GeminiCase.PROMPT)
                .request()
                .uri();
        assertThat(uri.toString())
                .isEqualTo("https://generativelanguage.googleapis.com/v1beta/models/"
                        + "..%2F..%2Fv1%2Ffiles%3Fx%3D%23:generateContent");
        assertThat(GeminiCase.translate("models/gemini-3-flash", GeminiCase.PROMPT)
                        .request()
                        .uri())
                .hasPath("/v1beta/models/gemini-3-flash:generateContent");
    }

    @Test
    void maxTokensAreAlwaysSentAndWithinTheModelsLimit() {
        assertThat(body("gemini-2.0-flash", HI)
                        .getJsonObject("generationConfig")
                        .getInt("maxOutputTokens"))
                .isEqualTo(10);
        var much = GeminiCase.translate("gemini-2.0-flash", json("{'model':'m','max_tokens':32000," + HI + "}"));
        assertThat(ChatCase.body(much).getJsonObject("generationConfig").getInt("maxOutputTokens"))
                .isEqualTo(8192);
        assertThat(much.dropped()).containsExactly("max_tokens");
    }

    @Test
    void aSearchOfTheWebAloneIsGooglesSearch() {
        var search = "{'type':'web_search_20250305','name':'web_search'}";
        assertThat(body(GeminiCase.NEWEST, "'tools':[" + search + "]," + HI)
                        .get("tools")
                        .toString())
                .isEqualTo(json("[{'googleSearch':{}}]"));
        assertThat(body(GeminiCase.NEWEST, "'tools':[" + search + ",{'name':'t','input_schema':{}}]," + HI)
                        .get("tools")
                        .toString())
                .doesNotContain("googleSearch");
    }

    @Test
    void anOutputFormatBesideFunctionsIsWordsForOlderModels() {
        var members =
                "'tools':[{'name':'t','input_schema':{}}],'output_config':{'format':{'type':'json_schema','schema':"
                        + "{'type':'object'}}}," + HI;
        assertThat(body(GeminiCase.NEWEST, members).getJsonObject("generationConfig"))
                .containsKey("responseJsonSchema");
        var older = body("gemini-2.5-flash", members);
        assertThat(older.getJsonObject("generationConfig")).doesNotContainKey("responseMimeType");
        assertThat(older.get("systemInstruction").toString()).contains("one JSON object");
    }

    @Test
    void aTurnOfTheModelIsNeverTheFirst() {
        var body = body(
                GeminiCase.NEWEST, "'messages':[{'role':'assistant','content':'Hi'},{'role':'user','content':'a'}]");
        GeminiRequestRules.check(GeminiCase.NEWEST, body);
        assertThat(parts(body, 0).toString()).isEqualTo(json("[{'text':' '}]"));
    }

    @Test
    void theSameRequestIsTheSameBytes() {
        var request = Golden.text(Golden.inputs("requests", ".json").stream()
                .filter(file -> Golden.scenario(file).equals("claude-code"))
                .findFirst()
                .orElseThrow());
        assertThat(GeminiCase.translate(request).request().body())
                .isEqualTo(GeminiCase.translate(request).request().body());
    }

    @Test
    void anOperatorsExtraMembersAreAddedToTheBody() {
        var overrides = json("{'gemini':{'extra_body':{'safetySettings':[]}}}");
        var profile = org.messagesgateway.config.Profiles.standard()
                .named("gemini", Json.parseObject(overrides))
                .orElseThrow();
        var translation = ChatCase.translate(new GeminiAdapter(), profile, GeminiCase.NEWEST, GeminiCase.PROMPT);
        assertThat(ChatCase.body(translation)).containsKey("safetySettings");
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
