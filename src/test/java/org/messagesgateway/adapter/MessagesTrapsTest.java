package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.config.Profiles;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.provider.BrandedSignature;
import org.messagesgateway.testing.BinaryStream;

/** What went wrong in other gateways, on the way to hosts of the Messages API. */
class MessagesTrapsTest {

    private static final String OURS = new BrandedSignature("gemini", "x").text();

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String request(String members) {
        return json("{'model':'asked','max_tokens':4096," + members + "}");
    }

    private static String history(String thinking, String more) {
        return request(more + "'messages':[{'role':'user','content':'a'},{'role':'assistant','content':[" + thinking
                + "{'type':'tool_use','id':'t','name':'n','input':{'signature':'','type':'thinking'}}]},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'r'}]}]");
    }

    /** router-for-me/CLIProxyAPI 2172, maximhq/bifrost 6342: signed thinking breaks when a body is written anew. */
    @Test
    void signedThinkingKeepsItsBytesOnEveryHost() {
        var thinking = "{'signature':'Eq\\/+=',  'thinking':'a\\u0026b\\u00e9 1.50','type':'thinking'},";
        for (var host : List.of("anthropic", "vertex", "bedrock", "foundry")) {
            var body = MessagesCase.body(host, history(thinking, "'context_management':{'edits':[]},"));
            assertThat(body).as(host).contains(json(thinking));
        }
    }

    /** anomalyco/opencode 6176, vybestack/llxprt-code 2335, maximhq/bifrost 6854. */
    @Test
    void thinkingThatClaudeHasNotSignedIsNoneOfItsHistory() {
        for (var signature : List.of(OURS, OURS + "A".repeat(100), "")) {
            var thinking = "{'type':'thinking','thinking':'x','signature' : '" + signature + "'} , ";
            for (var host : List.of("anthropic", "vertex", "bedrock", "foundry")) {
                var translation = MessagesCase.translate(host, history(thinking, "'stream':false,"));
                var body = new String(translation.request().body(), StandardCharsets.UTF_8);
                assertThat(body).as(host).doesNotContain("\"thinking\":\"x\"", "gw1.");
                assertThat(body).contains(json("'content':[{'type':'tool_use','id':'t'"));
                assertThat(body).contains(json("'input':{'signature':'','type':'thinking'}"));
                assertThat(translation.dropped()).contains("messages.content.thinking");
            }
        }
    }

    @Test
    void aServerWhoseThinkingIsNeverSignedGetsItsOwnBack() {
        var thinking = "{'type':'thinking','thinking':'x','signature':''},";
        assertThat(MessagesCase.body("ollama", history(thinking, ""))).contains(json(thinking));
    }

    /** With a budget, a turn that called tools has to begin with its thinking; when that is gone, so is the budget. */
    @Test
    void aConversationThatChangesItsModelInTheMiddleOfACallGoesOn() {
        var thinking = "{'type':'thinking','thinking':'x','signature':'" + OURS + "'},";
        var asked = "'thinking':{'type':'enabled','budget_tokens':2000},"
                + "'context_management':{'edits':[{'type':'clear_thinking_20251015','keep':'all'}]},";
        assertThat(MessagesCase.body("anthropic", history(thinking, asked)))
                .doesNotContain("budget_tokens", "context_management");
        assertThat(MessagesCase.body("anthropic", history(thinking, "'thinking':{'type':'adaptive'},")))
                .contains("adaptive");
        var signed = "{'type':'thinking','thinking':'x','signature':'Eq'},";
        assertThat(MessagesCase.body("anthropic", history(signed + thinking, asked)))
                .contains("budget_tokens", "context_management");
    }

    @Test
    void aTurnOfNothingButForeignThinkingIsNoTurn() {
        var body = request("'messages':[{'role':'user','content':'a'},{'role':'assistant','content':["
                + "{'type':'thinking','thinking':'x','signature':'" + OURS + "'}]},{'role':'user','content':'b'}]");
        assertThat(MessagesCase.body("vertex", body))
                .contains(json("'messages':[{'role':'user','content':'a'},{'role':'user','content':'b'}]"));
    }

    @Test
    void whatAnotherUpstreamHasSearchedAndRunIsNoneOfClaudesHistory() {
        var web = new BrandedSignature("web", "").text();
        var body = request("'messages':[{'role':'user','content':'a'},{'role':'assistant','content':["
                + "{'type':'server_tool_use','id':'srvtoolu_gw1_0_0','name':'web_search','input':{'query':'q'}},"
                + "{'type':'web_search_tool_result','tool_use_id':'srvtoolu_gw1_0_0','content':[{'type':'web_search_result',"
                + "'url':'u','title':'t','encrypted_content':'" + web + "'}]},"
                + "{'type':'text','text':'It is so.','citations':[{'type':'web_search_result_location','url':'u',"
                + "'title':'t','cited_text':'','encrypted_index':'" + web + "'}]},"
                + "{'type':'server_tool_use','id':'srvtoolu_01A','name':'web_search','input':{'query':'own'}}]},"
                + "{'role':'user','content':'b'}]");
        var translation = MessagesCase.translate("anthropic", body);
        assertThat(new String(translation.request().body(), StandardCharsets.UTF_8))
                .contains(json("{'role':'assistant','content':[{'type':'text','text':'It is so.'},"
                        + "{'type':'server_tool_use','id':'srvtoolu_01A'"))
                .doesNotContain("gw1");
        assertThat(translation.dropped())
                .containsExactly(
                        "messages.content.server_tool_use",
                        "messages.content.web_search_tool_result",
                        "messages.content.citations");
    }

    @Test
    void anIdOfOursIsKnownHoweverLongItIs() {
        var body = request(
                "'messages':[{'role':'user','content':'a'},{'role':'assistant','content':["
                        + "{'type':'server_tool_use','id':'srvtoolu_gw1_" + "x".repeat(100)
                        + "','name':'web_search','input':{'query':'q'}},{'type':'text','text':'b'}]},{'role':'user','content':'c'}]");
        assertThat(MessagesCase.body("anthropic", body)).doesNotContain("gw1", "server_tool_use");
    }

    /** BerriAI/litellm 16561, 19373, 19875, 19877, QuantumNous/new-api 3041: “invalid beta flag”. */
    @Test
    void aFlagThatAHostDoesNotKnowStaysHere() {
        var bedrock = MessagesCase.translate("bedrock", MessagesCase.PROMPT, MessagesCase.BETAS);
        var body = Json.parseObject(bedrock.request().body());
        assertThat(Json.text(body.get("anthropic_beta")))
                .isEqualTo(json("['interleaved-thinking-2025-05-14','context-management-2025-06-27',"
                        + "'tool-search-tool-2025-10-19']"));
        assertThat(bedrock.request().headers().first("anthropic-beta")).isEmpty();
        assertThat(bedrock.dropped())
                .contains("anthropic-beta.claude-code-20250219", "anthropic-beta.not-yet-known-2031-01-01");
        var vertex = MessagesCase.translate("vertex", MessagesCase.PROMPT, MessagesCase.BETAS);
        assertThat(vertex.request().headers().first("anthropic-beta"))
                .hasValue("interleaved-thinking-2025-05-14,context-management-2025-06-27,per-turn-control-2026-07-01,"
                        + "tool-search-tool-2025-10-19");
        assertThat(new String(vertex.request().body(), StandardCharsets.UTF_8)).doesNotContain("anthropic_beta");
        var anthropic = MessagesCase.translate("anthropic", MessagesCase.PROMPT, MessagesCase.BETAS);
        assertThat(anthropic.request().headers().first("anthropic-beta"))
                .hasValue(String.join(",", MessagesCase.BETAS));
        var none = MessagesCase.translate("ollama", MessagesCase.PROMPT, MessagesCase.BETAS);
        assertThat(none.request().headers().first("anthropic-beta")).isEmpty();
    }

    /** anthropics/claude-code 30926, 49370, 56595, 82549: what a flag switches on goes with the flag. */
    @Test
    void theMembersOfAFlagGoWithTheFlag() {
        var body = request("'context_management':{'edits':[{'type':'clear_thinking_20251015','keep':'all'}]},"
                + "'tools':[{'name':'a','defer_loading':true,'input_schema':{'type':'object','properties':"
                + "{'defer_loading':{'type':'boolean'}}}},{'type':'mcp_toolset','mcp_server_name':'m'}],"
                + "'messages':[{'role':'user','content':[{'type':'text','text':'defer_loading','cache_control':"
                + "{'type':'ephemeral','scope':'global'}}]}]");
        var local = MessagesCase.translate("ollama", body);
        assertThat(new String(local.request().body(), StandardCharsets.UTF_8))
                .isEqualTo(json("{'model':'qwen3:8b','max_tokens':4096,"
                        + "'tools':[{'name':'a','input_schema':{'type':'object','properties':"
                        + "{'defer_loading':{'type':'boolean'}}}}],"
                        + "'messages':[{'role':'user','content':[{'type':'text','text':'defer_loading','cache_control':"
                        + "{'type':'ephemeral'}}]}]}"));
        assertThat(local.dropped())
                .containsExactlyInAnyOrder(
                        "context_management",
                        "tools.defer_loading",
                        "tools.mcp_toolset",
                        "messages.content.cache_control.scope",
                        "anthropic-workspace-id");
        assertThat(MessagesCase.body("vertex", body)).contains("\"defer_loading\":true", "clear_thinking");
    }

    @Test
    void aToolThatWasLoadedIsToldInWords() {
        var body = request("'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t',"
                + "'content':[{'type':'tool_reference','tool_name':'a\\\"b'}]}]}]");
        assertThat(MessagesCase.body("ollama", body))
                .contains(json("'content':[{'type':'text','text':'[Loaded tool: a\\\"b]'}]"));
        assertThat(MessagesCase.body("bedrock", body)).contains("tool_reference");
    }

    /** maximhq/bifrost 3596: no choice of a tool that is not there. */
    @Test
    void aChoiceOfADroppedToolIsDroppedToo() {
        var tools = "'tools':[{'type':'web_search_20250305','name':'web_search'}%s],"
                + "'tool_choice':{'type':'tool','name':'web_search'},'messages':[{'role':'user','content':'a'}]";
        assertThat(MessagesCase.body("bedrock", request(tools.formatted("")))).doesNotContain("tools", "tool_choice");
        assertThat(MessagesCase.body("bedrock", request(tools.formatted(",{'name':'x','input_schema':{}}"))))
                .contains("tools")
                .doesNotContain("tool_choice");
        assertThat(MessagesCase.body("vertex", request(tools.formatted("")))).contains("tools", "tool_choice");
    }

    /** anthropics/claude-code 68900, ollama 14918, sglang 21064, vllm 36829, maximhq/bifrost 7431. */
    @Test
    void theBlockThatSpoilsCachesGoesToAnthropicOnly() {
        var body = request("'system':[{'type':'text','text':'x-anthropic-billing-header: cch=1;'},"
                + "{'type':'text','text':'Be brief.'}],'messages':[{'role':'user','content':'a'}]");
        assertThat(MessagesCase.body("anthropic", body)).contains("x-anthropic-billing-header");
        for (var host : List.of("vertex", "bedrock", "foundry", "ollama")) {
            assertThat(MessagesCase.body(host, body))
                    .as(host)
                    .contains(json("'system':[{'type':'text','text':'Be brief.'}]"));
        }
    }

    /** maximhq/bifrost 1935: markers of every kind of block stay. */
    @Test
    void everyCacheMarkerStays() {
        var marker = "'cache_control':{'type':'ephemeral','ttl':'1h'}";
        var body = history(
                        "",
                        "'system':[{'type':'text','text':'s'," + marker + "}],'tools':[{'name':'n',"
                                + "'input_schema':{}," + marker + "}]," + marker + ",")
                .replace("\"content\":\"r\"", json("'content':'r'," + marker));
        for (var host : MessagesCase.HOSTS.keySet()) {
            assertThat(MessagesCase.body(host, body).split(Pattern.quote(json(marker)), -1))
                    .as(host)
                    .hasSize(5);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 2048", "low, 1024", "medium, 2048", "max, 2048"})
    void thinkingGetsABudgetWhereAHostWantsOne(String effort, long budget) {
        var body = request("'thinking':{'type':'adaptive','display':'omitted'},'output_config':{'effort':'" + effort
                + "'},'messages':[{'role':'user','content':'a'}]");
        assertThat(MessagesCase.body("ollama", body))
                .contains(json("'thinking':{'type':'enabled','budget_tokens':" + budget + "}"))
                .doesNotContain("output_config");
        assertThat(MessagesCase.body("ollama", body.replace("4096", "1000"))).doesNotContain("thinking");
        assertThat(MessagesCase.body("vertex", body)).contains("adaptive");
    }

    /** maximhq/bifrost 1479: a small budget is the caller's to choose. */
    @Test
    void aBudgetOfTheCallersStays() {
        var body =
                request("'thinking':{'type':'enabled','budget_tokens':500},'messages':[{'role':'user','content':'a'}]");
        assertThat(MessagesCase.body("ollama", body)).contains("\"budget_tokens\":500");
    }

    /** Portkey-AI/gateway 1417: the route of Bedrock speaks the API to the letter. */
    @Test
    void bedrockIsCalledInItsOwnWay() {
        var call = MessagesCase.translate(
                        "bedrock", request("'stream':true,'messages':[{'role':'user','content':'a'}]"))
                .request();
        assertThat(call.uri())
                .hasToString(
                        "http://bedrock/model/us.anthropic.claude-opus-4-5-20251101-v1%3A0/invoke-with-response-stream");
        assertThat(call.headers().first("accept")).hasValue("application/vnd.amazon.eventstream");
        assertThat(call.headers().first("anthropic-version")).isEmpty();
        assertThat(new String(call.body(), StandardCharsets.UTF_8))
                .isEqualTo(json("{'anthropic_version':'bedrock-2023-05-31','max_tokens':4096,"
                        + "'messages':[{'role':'user','content':'a'}]}"));
    }

    @Test
    void vertexIsCalledInItsOwnWay() {
        var call = MessagesCase.translate("vertex", request("'stream':true,'messages':[{'role':'user','content':'a'}]"))
                .request();
        assertThat(call.uri())
                .hasToString("http://vertex/publishers/anthropic/models/claude-opus-4-5@20251101:streamRawPredict");
        assertThat(new String(call.body(), StandardCharsets.UTF_8))
                .isEqualTo(json("{'anthropic_version':'vertex-2023-10-16','max_tokens':4096,'stream':true,"
                        + "'messages':[{'role':'user','content':'a'}]}"));
        assertThat(MessagesCase.translate("vertex", MessagesCase.PROMPT)
                        .request()
                        .uri()
                        .getPath())
                .endsWith(":rawPredict");
    }

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 429, Too many tokens please wait, 429",
        "ServiceUnavailableException:http://x/, 503, Busy, 529",
        "ModelTimeoutException, 408, Slow, 504",
        "ValidationException, 400, invalid beta flag, 400",
        "AccessDeniedException, 403, No access, 403",
        "ModelNotReadyException, 429, Not ready, 429",
        "InternalServerException, 500, Oops, 502"
    })
    void theKindOfABedrockErrorStandsInAHeader(String kind, int status, String message, int meant) {
        var body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        var response = new UpstreamResponse(status, Headers.NONE.with("x-amzn-errortype", kind), body);
        var error = MessagesCase.translate("bedrock", MessagesCase.PROMPT).error(response);
        assertThat(error.status()).isEqualTo(meant);
        assertThat(error.message()).isEqualTo(message);
    }

    /** BerriAI/litellm 32159: an exception inside a stream is no quiet end. */
    @ParameterizedTest
    @CsvSource({
        "throttlingException, Too many tokens, rate_limit_error", "serviceUnavailableException, m, overloaded_error",
        "modelTimeoutException, m, timeout_error", "validationException, m, invalid_request_error",
        "internalServerException, m, api_error", "modelStreamErrorException, m, api_error"
    })
    void anExceptionInsideAStreamIsAFailure(String kind, String message, String type) {
        var stream = MessagesCase.joined(
                BinaryStream.chunk(
                        "{\"type\":\"message_start\",\"message\":{\"content\":[],\"usage\":{\"input_tokens\":1}}}"),
                BinaryStream.exception(kind, message));
        var events = ChatCase.stream(MessagesCase.translate("bedrock", MessagesCase.PROMPT), stream, 0);
        assertThat(events.get(1).failure().orElseThrow().type().wireName()).isEqualTo(type);
    }

    /** A message that is no chunk, or holds nothing, says nothing; a stream of them is no answer. */
    @Test
    void whatIsNoChunkSaysNothing() {
        var stream = MessagesCase.joined(
                BinaryStream.message(Map.of(":message-type", "event", ":event-type", "later"), "{}"),
                BinaryStream.message(Map.of(":message-type", "event", ":event-type", "chunk"), "{\"p\":\"a\"}"),
                BinaryStream.message(Map.of(":message-type", "event", ":event-type", "chunk"), "{\"bytes\":\"***\"}"));
        var told =
                MessagesCase.told(ChatCase.stream(MessagesCase.translate("bedrock", MessagesCase.PROMPT), stream, 0));
        assertThat(told).isEqualTo("failure 502 api_error: upstream bedrock: the stream broke off before its end\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html></html>",
                "{\"type\":\"message\",",
                "null",
                "[]",
                "{}",
                "{\"type\":\"completion\"}",
                "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"m\"}}",
                "{\"error\":{\"message\":\"Provider returned error\",\"code\":502}}"
            })
    void aSuccessThatIsNoMessageIsNoSuccess(String body) {
        for (var host : MessagesCase.HOSTS.keySet()) {
            var translation = MessagesCase.translate(host, MessagesCase.PROMPT);
            assertThatThrownBy(() -> translation.answer(ChatCase.response(200, body)))
                    .as(host)
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refused -> assertThat(refused.error().status()).isGreaterThanOrEqualTo(500));
        }
    }

    @Test
    void anEventOfFiftyMegabytesIsRefused() {
        var event = "data: " + "x".repeat(50 * 1024 * 1024);
        var sse = MessagesCase.translate("vertex", MessagesCase.PROMPT).stream(seen -> {})
                .decoder();
        var binary = MessagesCase.translate("bedrock", MessagesCase.PROMPT).stream(seen -> {})
                .decoder();
        assertThatThrownBy(() -> sse.decode(ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8)), frame -> {}))
                .isInstanceOf(UpstreamException.class);
        var message = BinaryStream.message(Map.of(":event-type", "chunk"), event);
        assertThatThrownBy(() -> binary.decode(ByteBuffer.wrap(message, 0, 12), frame -> {}))
                .isInstanceOf(UpstreamException.class);
    }

    /** BerriAI/litellm 5512: an error as the first event is that error. */
    @Test
    void anErrorOfAnyShapeAsTheFirstEventIsThatError() {
        var sse = "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded\"}}\n\n";
        var events = ChatCase.stream(MessagesCase.translate("ollama", MessagesCase.PROMPT), sse);
        assertThat(events.get(0).failure().orElseThrow().status()).isEqualTo(529);
    }

    @Test
    void aModelsNameStaysInItsSegmentOfThePath() {
        var profile = Profiles.standard().named("bedrock").orElseThrow();
        var call = ChatCase.translate(
                new MessagesAdapter(), profile, "arn:aws:bedrock:us-east-1:1:p/x?y=../z", MessagesCase.PROMPT);
        assertThat(call.request().uri().getRawPath())
                .endsWith("/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ap%2Fx%3Fy%3D..%2Fz/invoke");
    }

    /** Nothing outside of the edits changes, whatever the body looks like. */
    @Test
    void unusualBytesSurviveEveryHost() {
        var odd = "'temperature' : 1.0e0,\n\t'metadata':{'user_id':'\\u0041\\/\\ud83d\\ude00é'},'messages' :"
                + " [ {'role':'user','content':'a\\u0000b'} ]";
        assertThat(MessagesCase.body("anthropic", request(odd)))
                .isEqualTo(request(odd).replace("asked", MessagesCase.HOSTS.get("anthropic")));
        assertThat(MessagesCase.body("vertex", request(odd)))
                .isEqualTo(json("{'anthropic_version':'vertex-2023-10-16','max_tokens':4096," + odd + "}"));
        assertThat(MessagesCase.body("foundry", request(odd)))
                .isEqualTo(request(odd).replace("asked", MessagesCase.HOSTS.get("foundry")));
    }
}
