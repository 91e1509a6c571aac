package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.adapter.GeminiCase.json;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.messagesgateway.json.Json;

/** What went wrong elsewhere on the way from Messages to Chat Completions. */
class ChatRequestTrapsTest {

    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";
    private static final String TOOL = "{'name':'n','input_schema':{'type':'object','properties':{}}}";

    private static JsonObject body(String provider, String model, String members) {
        var request = json("{'model':'m','max_tokens':10," + members + "}");
        return ChatCase.body(ChatCase.translate(ChatCase.profile(provider), model, request));
    }

    private static JsonObject body(String provider, String members) {
        return body(provider, "m", members);
    }

    private static JsonObject function(JsonObject body, int index) {
        return body.getJsonArray("tools").getJsonObject(index).getJsonObject("function");
    }

    /** A turn of the assistant that calls {@code n} by this id, and the result. */
    private static String called(String id, String thinking) {
        return "'messages':[{'role':'user','content':'Go'},{'role':'assistant','content':[" + thinking
                + "{'type':'tool_use','id':'" + id + "','name':'n','input':{}}]},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'" + id + "','content':'ok'}]}]";
    }

    private static JsonObject message(JsonObject body, int index) {
        return body.getJsonArray("messages").getJsonObject(index);
    }

    @Test
    void aToolsTypeDoesNotLeakAndIsNotJudgedByItsName() {
        var body = body(
                "openai",
                "'tools':[{'type':'custom','name':'bash_runner','input_schema':{'type':'object'},'defer_loading':true,"
                        + "'cache_control':{'type':'ephemeral'}}]," + HI);
        assertThat(body.getJsonArray("tools").getJsonObject(0).keySet()).containsExactly("type", "function");
        assertThat(function(body, 0).keySet()).containsExactly("name", "parameters");
    }

    @Test
    void aNameOfMoreThanSixtyFourLettersGoesAndComesBack() {
        var name = "mcp__server__" + "x".repeat(70);
        var request = json(
                "{'model':'m','max_tokens':10,'tools':[" + TOOL.replace("'n'", "'" + name + "'") + "]," + HI + "}");
        var translation = ChatCase.translate("openai", request);
        var sent = function(ChatCase.body(translation), 0).getString("name");
        assertThat(sent).matches("[a-zA-Z0-9_-]{64}");
        var answer = ChatCase.answer(
                translation,
                json("{'choices':[{'index':0,'message':{'tool_calls':[{'id':'c','type':'function','function':{'name':'"
                        + sent + "','arguments':'{}'}}]},'finish_reason':'tool_calls'}]}"));
        assertThat(answer.getJsonArray("content").getJsonObject(0).getString("name"))
                .isEqualTo(name);
    }

    @Test
    void aForcedChoiceOfAToolThatWasLeftOutIsAFreeOne() {
        var body = body(
                "openai",
                "'tools':[{'type':'web_search_20250305','name':'web_search'}," + TOOL
                        + "],'tool_choice':{'type':'tool','name':'web_search'}," + HI);
        assertThat(body.getJsonArray("tools")).hasSize(1);
        assertThat(body.getString("tool_choice")).isEqualTo("auto");
    }

    @Test
    void anyToolIsRequiredInTheServersOwnWord() {
        var members = "'tools':[" + TOOL + "],'tool_choice':{'type':'any'}," + HI;
        assertThat(body("openai", members).getString("tool_choice")).isEqualTo("required");
        assertThat(body("mistral", members).getString("tool_choice")).isEqualTo("any");
    }

    @Test
    void theFieldForTheMostTokensIsTheServersOwn() {
        assertThat(body("openai", HI)).containsKey("max_completion_tokens").doesNotContainKey("max_tokens");
        assertThat(body("ollama", HI)).containsKey("max_tokens").doesNotContainKey("max_completion_tokens");
    }

    @Test
    void mistralsIdsHaveNineLettersOnBothSides() {
        var body = body("mistral", called("toolu_01ABCDEFGHIJ", ""));
        var id = message(body, 1).getJsonArray("tool_calls").getJsonObject(0).getString("id");
        assertThat(id).matches("[a-zA-Z0-9]{9}");
        assertThat(message(body, 2).getString("tool_call_id")).isEqualTo(id);
    }

    @Test
    void thinkingOfATurnWithToolsIsPassedBackAlsoWhereTheClientLostIt() {
        var kept = called("c", "{'type':'thinking','thinking':'I call.','signature':'gw1.reasoning.'},");
        assertThat(message(body("deepseek", kept), 1).getString("reasoning_content"))
                .isEqualTo("I call.");
        assertThat(message(body("deepseek", "'thinking':{'type':'adaptive'}," + called("c", "")), 1))
                .containsKey("reasoning_content");
    }

    @Test
    void thinkingOfOthersIsNeverShownAsText() {
        var claudes = called("c", "{'type':'thinking','thinking':'Secret plan.','signature':'EqQBclaude'},");
        for (var provider : List.of("openai", "deepseek", "openrouter", "mistral", "vllm")) {
            var assistant = message(body(provider, claudes), 1);
            assertThat(Json.text(assistant.get("content"))).doesNotContain("Secret plan.");
            assertThat(Json.text(assistant)).doesNotContain("EqQB");
        }
    }

    @Test
    void newerModelsAreNotAskedForEffortBesideTools() {
        var members = "'thinking':{'type':'adaptive'},'tools':[" + TOOL + "]," + HI;
        assertThat(body("openai", "gpt-5.4", members).getString("reasoning_effort", "none"))
                .isEqualTo("none");
        assertThat(body("openai", "gpt-5.2", members).getString("reasoning_effort"))
                .isEqualTo("high");
    }

    @Test
    void thinkingThatIsOffGoesWithoutEffort() {
        var body = body("deepseek", "'thinking':{'type':'disabled'},'output_config':{'effort':'high'}," + HI);
        assertThat(body.getJsonObject("thinking").getString("type")).isEqualTo("disabled");
        assertThat(body).doesNotContainKey("reasoning_effort");
    }

    @Test
    void thePromptsCacheKeyIsTheSameForASession() {
        var session = "'metadata':{'user_id':'{\\'session_id\\':\\'s1\\'}'}," + HI;
        var key = body("openai", session).getString("prompt_cache_key");
        assertThat(body("openai", session).getString("prompt_cache_key")).isEqualTo(key);
        assertThat(body("openai", session.replace("s1", "s2")).getString("prompt_cache_key"))
                .isNotEqualTo(key);
        assertThat(key).doesNotContain("s1").hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void markersOfTheCacheStayForModelsThatKnowThem() {
        var marked = "'messages':[{'role':'user','content':[{'type':'text','text':'Hi',"
                + "'cache_control':{'type':'ephemeral'}}]}]";
        assertThat(Json.text(body("openrouter", "anthropic/claude-sonnet-4.5", marked)))
                .contains("cache_control");
        assertThat(Json.text(body("openrouter", "openai/gpt-5-mini", marked))).doesNotContain("cache_control");
    }

    @Test
    void theAttributionOfClaudeCodeStaysAtHome() {
        var body = body(
                "openai",
                "'system':[{'type':'text','text':'x-anthropic-billing-header: cc_version=2; cch=1a2b;'},"
                        + "{'type':'text','text':'Be brief.'}]," + HI);
        assertThat(Json.text(body)).doesNotContain("billing").contains("Be brief.");
    }

    @Test
    void resultsComeRightBehindTheirCallsWhateverTheUserSaysFirst() {
        var body = body(
                "openai",
                "'messages':[{'role':'user','content':'Go'},{'role':'assistant','content':["
                        + "{'type':'tool_use','id':'a','name':'n','input':{}},{'type':'tool_use','id':'b','name':'n','input':{}}]},"
                        + "{'role':'user','content':[{'type':'text','text':'Well?'},"
                        + "{'type':'tool_result','tool_use_id':'b','content':'2'},"
                        + "{'type':'tool_result','tool_use_id':'a','content':'1'}]}]");
        assertThat(body.getJsonArray("messages").getValuesAs(JsonObject.class))
                .extracting(message -> message.getString("role") + message.getString("tool_call_id", ""))
                .containsExactly("user", "assistant", "toola", "toolb", "user");
    }
}
