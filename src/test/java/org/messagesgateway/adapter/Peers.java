package org.messagesgateway.adapter;

import static org.messagesgateway.adapter.GeminiCase.json;

import java.util.List;
import java.util.stream.Stream;
import org.messagesgateway.json.Json;

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

    static final List<Peer> ALL = List.of(DEEPSEEK, OPENROUTER, MISTRAL, RESPONSES, GEMINI);

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
