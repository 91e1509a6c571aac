package org.messagesgateway.adapter;

import static org.messagesgateway.adapter.GeminiCase.json;

import java.util.List;
import java.util.stream.Stream;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.AwsEventStream;

/** An upstream of each dialect, and of each way to give thinking back. */
final class Peers {

    private Peers() {}

    static final Peer DEEPSEEK = new Peer(
            "chat, reasoning_content",
            body -> ChatCase.translate("deepseek", body),
            chat("'reasoning_content':'I look at both.'"),
            "\"reasoning_content\":\"I look at both.\"",
            body -> ChatRequestRules.check("deepseek", body));

    static final Peer OPENROUTER = new Peer(
            "chat, reasoning_details",
            body -> ChatCase.translate("openrouter", body),
            chat("'reasoning':'I look.','reasoning_details':[{'type':'reasoning.encrypted','data':'b3BlbnJvdXRlcg==',"
                    + "'index':0}]"),
            "b3BlbnJvdXRlcg==",
            body -> ChatRequestRules.check("openrouter", body));

    static final Peer MISTRAL = new Peer(
            "chat, thinking part",
            body -> ChatCase.translate("mistral", body),
            chat("'content':[{'type':'thinking','thinking':[{'type':'text','text':'Mistral muses.'}]}]"),
            "\"thinking\":[{\"type\":\"text\",\"text\":\"Mistral muses.\"}]",
            body -> ChatRequestRules.check("mistral", body));

    static final Peer RESPONSES = new Peer(
            "responses",
            ResponsesCase::translate,
            ResponsesCase.sse(
                    Json.parseObject(
                            json(
                                    """
                            {'id':'r1','status':'completed','usage':{'input_tokens':5,'output_tokens':7},'output':[
                              {'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'I look.'}],
                               'encrypted_content':'gAAAAABresponses'},
                              {'type':'message','id':'m1','role':'assistant','content':[{'type':'output_text','text':'Let me see.'}]},
                              {'type':'function_call','id':'fc_1','call_id':'call_a','name':'clock','arguments':'{}'},
                              {'type':'function_call','id':'fc_2','call_id':'call_b','name':'weather',
                               'arguments':'{\\'city\\':\\'Oslo\\'}'}]}""")),
                    true),
            "gAAAAABresponses",
            ResponsesRequestRules::check);

    static final Peer GEMINI = new Peer(
            "gemini",
            GeminiCase::translate,
            GeminiCase.sse(
                    json(GeminiCase.part("{'text':'I look.','thought':true}")),
                    json(GeminiCase.part("{'text':'Let me see.'}")),
                    json(GeminiCase.last("{'functionCall':{'name':'clock','args':{}},'thoughtSignature':'Z2VtaW5p'},"
                            + "{'functionCall':{'name':'weather','args':{'city':'Oslo'}}}"))),
            "\"thoughtSignature\":\"Z2VtaW5p\"",
            body -> GeminiRequestRules.check(GeminiCase.NEWEST, body));

    static final Peer CLAUDE_ON_CONVERSE = new Peer(
            "converse, Claude",
            body -> ConverseCase.translate(ConverseCase.CLAUDE, body),
            converse(ConverseCase.delta(0, "'reasoningContent':{'signature':'EqQBconverse'}")),
            "EqQBconverse",
            body -> ConverseRequestRules.check(ConverseCase.CLAUDE, body));

    static final Peer GPT_ON_CONVERSE = new Peer(
            "converse, its own thinking",
            body -> ConverseCase.translate(ConverseCase.GPT, body),
            converse(ConverseCase.delta(0, "'reasoningContent':{'text':' And on.'}")),
            "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"I look. And on.\"}}}",
            body -> ConverseRequestRules.check(ConverseCase.GPT, body));

    static final List<Peer> ALL =
            List.of(DEEPSEEK, OPENROUTER, MISTRAL, RESPONSES, GEMINI, CLAUDE_ON_CONVERSE, GPT_ON_CONVERSE);

    private static byte[] converse(String thought) {
        var lines = List.of(
                "messageStart {'role':'assistant'}",
                ConverseCase.delta(0, "'reasoningContent':{'text':'I look.'}"),
                thought,
                ConverseCase.end(0),
                ConverseCase.delta(1, "'text':'Let me see.'"),
                ConverseCase.end(1),
                ConverseCase.call(2, "tooluse_a", "clock"),
                ConverseCase.end(2),
                ConverseCase.call(3, "tooluse_b", "weather"),
                ConverseCase.delta(3, "'toolUse':{'input':'{\\'city\\':\\'Oslo\\'}'}")
                        .replace("\\'", "\\\""),
                ConverseCase.end(3),
                ConverseCase.stop("tool_use"),
                ConverseCase.USAGE);
        return AwsEventStream.of(json(String.join("\n", lines)));
    }

    private static String chat(String thought) {
        return ChatCase.sse(Stream.of(
                                "{" + thought + "}",
                                "{'content':'Let me see.'}",
                                "{'tool_calls':[{'index':0,'id':'call_a','type':'function','function':{'name':'clock','arguments':''}}]}",
                                "{'tool_calls':[{'index':1,'id':'call_b','type':'function','function':{'name':'weather',"
                                        + "'arguments':'{\\'city\\':\\'Oslo\\'}'}}]}")
                        .map(delta -> json("{'choices':[{'index':0,'delta':" + delta + "}]}"))
                        .toArray(String[]::new))
                .replace(
                        "data: [DONE]",
                        "data: "
                                + json("{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}],"
                                        + "'usage':{'prompt_tokens':5,'completion_tokens':7}}")
                                + "\n\ndata: [DONE]");
    }
}
