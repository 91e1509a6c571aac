package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.adapter.GeminiCase.HI;
import static org.messagesgateway.adapter.GeminiCase.called;
import static org.messagesgateway.adapter.GeminiCase.json;
import static org.messagesgateway.adapter.GeminiCase.last;
import static org.messagesgateway.adapter.GeminiCase.parts;
import static org.messagesgateway.adapter.GeminiCase.requestBody;
import static org.messagesgateway.adapter.GeminiCase.result;
import static org.messagesgateway.adapter.GeminiCase.use;

import org.junit.jupiter.api.Test;
import org.messagesgateway.golden.Golden;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.CallSignatures;

/** What went wrong in other gateways, with requests. */
class GeminiRequestTrapsTest {

    private static final String BYPASS = "skip_thought_signature_validator";

    /** musistudio/claude-code-router 1431, 1032; 8monkey-ai/hebo-gateway 171. */
    @Test
    void aCallThatAnotherModelMadeIsSignedForGemini3() {
        var history = called(use("toolu_A") + "," + use("toolu_B"), result("toolu_A") + "," + result("toolu_B"));
        var newest = parts(requestBody(GeminiCase.NEWEST, history), 1);
        assertThat(newest.get(0).getString("thoughtSignature")).isEqualTo(BYPASS);
        assertThat(newest.get(1)).doesNotContainKey("thoughtSignature");
        assertThat(parts(requestBody("gemini-2.5-pro", history), 1).get(0)).doesNotContainKey("thoughtSignature");
    }

    @Test
    void onlyItsOwnSignaturesGoToGemini() {
        var foreign = "{'type':'thinking','thinking':'Mine','signature':'ErUBCkYIA'},"
                + "{'type':'thinking','thinking':'Theirs','signature':'gw1.reasoning.'},";
        var body = requestBody(GeminiCase.NEWEST, called(foreign + use("toolu_A"), result("toolu_A")));
        assertThat(body.toString()).doesNotContain("Mine", "Theirs", "ErUB", "gw1");
        assertThat(parts(body, 1)).hasSize(1);
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
        var declared = requestBody("gemini-2.0-flash", "'tools':[" + tool + "]," + HI)
                .getJsonArray("tools")
                .getJsonObject(0)
                .getJsonArray("functionDeclarations")
                .getJsonObject(0)
                .getJsonObject("parameters");
        GeminiRequestRules.checkOpenApi(declared);
        var expected = json("{'type':'object','properties':{'p':{'type':'object','properties':{'name':{'type':'string',"
                + "'description':'(format: ~uri~)'},'child':{'type':'object'}},'description':'Who'},"
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
                + "'description':'(default: 5)'}},'required':['p']}");
        assertThat(declared.toString()).isEqualTo(expected.replace("~", "\\\""));
    }

    @Test
    void aSchemaThatReferencesItselfEverywhereStaysSmall() {
        var loop = new StringBuilder("{'type':'object','$defs':{");
        for (var i = 0; i < 30; i++) {
            var next = "{'$ref':'#/$defs/d" + (i + 1) + "'}";
            loop.append("'d" + i + "':{'type':'object','properties':{'a':" + next + ",'b':" + next + "}},");
        }
        loop.append("'d30':{'type':['array','object'],'items':{}}},'properties':{'x':{'$ref':'#/$defs/d0'}}}");
        var body = requestBody("gemini-2.0-flash", "'tools':[{'name':'t','input_schema':" + loop + "}]," + HI);
        assertThat(body.toString().length()).isLessThan(100_000);
    }

    @Test
    void newerModelsGetJsonSchemaWithoutWhatTheyRefuse() {
        var schema = "{'type':'object','properties':{'a':{'type':'object','propertyNames':{'pattern':'x'}},"
                + "'b':{'$ref':'https://example.com/s'},'c':{'$ref':'#/$defs/c'}},'$defs':{'c':{'type':'string'}}}";
        var text = requestBody(GeminiCase.NEWEST, "'tools':[{'name':'t','input_schema':" + schema + "}]," + HI)
                .toString();
        assertThat(text).contains("parametersJsonSchema", "#/$defs/c").doesNotContain("propertyNames", "example.com");
    }

    /** kaitranntt/ccs 25. */
    @Test
    void aToolsNameBeginsWithALetter() {
        var body = requestBody(
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
        var newest = requestBody(GeminiCase.NEWEST, history);
        assertThat(parts(newest, 2)).hasSize(1);
        assertThat(parts(newest, 2).get(0).getJsonObject("functionResponse").getJsonArray("parts"))
                .hasSize(1);
        assertThat(parts(newest, 3).toString()).isEqualTo(json("[{'text':'See?'}]"));
        var older = parts(requestBody("gemini-2.5-flash", history), 2);
        assertThat(older).hasSize(4);
        assertThat(older.get(2).toString()).contains("AAAA");
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
        assertThat(requestBody("gemini-2.0-flash", HI)
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
        assertThat(requestBody(GeminiCase.NEWEST, "'tools':[" + search + "]," + HI)
                        .get("tools")
                        .toString())
                .isEqualTo(json("[{'googleSearch':{}}]"));
        assertThat(requestBody(GeminiCase.NEWEST, "'tools':[" + search + ",{'name':'t','input_schema':{}}]," + HI)
                        .get("tools")
                        .toString())
                .doesNotContain("googleSearch");
    }

    @Test
    void anOutputFormatBesideFunctionsIsWordsForOlderModels() {
        var members =
                "'tools':[{'name':'t','input_schema':{}}],'output_config':{'format':{'type':'json_schema','schema':"
                        + "{'type':'object'}}}," + HI;
        assertThat(requestBody(GeminiCase.NEWEST, members).getJsonObject("generationConfig"))
                .containsKey("responseJsonSchema");
        var older = requestBody("gemini-2.5-flash", members);
        assertThat(older.getJsonObject("generationConfig")).doesNotContainKey("responseMimeType");
        assertThat(older.get("systemInstruction").toString()).contains("one JSON object");
    }

    @Test
    void aTurnOfTheModelIsNeverTheFirst() {
        var body = requestBody(
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
        var translation = ChatCase.translate(
                new GeminiAdapter(CallSignatures.NONE), profile, GeminiCase.NEWEST, GeminiCase.PROMPT);
        assertThat(ChatCase.body(translation)).containsKey("safetySettings");
    }
}
