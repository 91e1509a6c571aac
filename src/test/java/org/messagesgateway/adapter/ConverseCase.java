package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.util.List;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.Message;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamGrammar;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.testing.AwsEventStream;

/** One request through the converse adapter, as tests say it. */
final class ConverseCase {

    static final String NOVA = "us.amazon.nova-lite-v1:0";
    static final String CLAUDE = "us.anthropic.claude-sonnet-4-20250514-v1:0";
    static final String GPT = "openai.gpt-oss-120b-1:0";
    static final String PROMPT = ChatCase.PROMPT;

    /** A model of every family that is told apart. */
    static final List<String> MODELS = List.of(
            NOVA,
            CLAUDE,
            GPT,
            "us.amazon.nova-2-lite-v1:0",
            "amazon.titan-text-lite-v1",
            "us.anthropic.claude-3-7-sonnet-20250219-v1:0",
            "us.anthropic.claude-haiku-4-5-20251001-v1:0",
            "global.anthropic.claude-sonnet-4-6",
            "qwen.qwen3-32b-v1:0",
            "us.deepseek.r1-v1:0",
            "us.meta.llama4-maverick-17b-instruct-v1:0",
            "us.mistral.pixtral-large-2502-v1:0",
            "arn:aws:bedrock:us-east-1:000000000000:application-inference-profile/abc");

    private ConverseCase() {}

    static Translation translate(String model, String body) {
        return ChatCase.translate(new ConverseAdapter(), ChatCase.profile("bedrock"), model, body);
    }

    static Translation translate(String body) {
        return translate(NOVA, body);
    }

    /** For the answer of a scenario, whose name tells whose it is. */
    static Translation ofScenario(String scenario) {
        if (scenario.startsWith("structured")) {
            return translate(
                    """
                    {"model":"claude-test","max_tokens":1024,"messages":[{"role":"user","content":"Hi"}],
                     "output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}}}""");
        }
        return translate(scenario.startsWith("claude") ? CLAUDE : scenario.startsWith("gpt") ? GPT : NOVA, PROMPT);
    }

    static JsonObject body(String model, String body) {
        return ChatCase.body(translate(model, body));
    }

    /** The upstream body of a request with these members, in single quotes. */
    static JsonObject requestBody(String model, String members) {
        return body(model, request(members));
    }

    static String request(String members) {
        return json("{'model':'m','max_tokens':2000," + members + "}");
    }

    /** JSON that was written with single quotes. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    /** The events of a stream of these lines, in single quotes. */
    static List<StreamEvent> events(Translation translation, String... lines) {
        var events = ChatCase.stream(translation, AwsEventStream.of(json(String.join("\n", lines))), 0);
        StreamGrammar.check(events);
        return events;
    }

    static List<StreamEvent> events(String... lines) {
        return events(translate(PROMPT), lines);
    }

    static Message message(String... lines) {
        return ChatCase.accumulated(events(lines));
    }

    /** Lines of a stream. */
    static String delta(int index, String delta) {
        return "contentBlockDelta {'contentBlockIndex':" + index + ",'delta':{" + delta + "}}";
    }

    static String call(int index, String id, String name) {
        return "contentBlockStart {'contentBlockIndex':" + index + ",'start':{'toolUse':{'toolUseId':'" + id
                + "','name':'" + name + "'}}}";
    }

    static String end(int index) {
        return "contentBlockStop {'contentBlockIndex':" + index + "}";
    }

    static String stop(String reason) {
        return "messageStop {'stopReason':'" + reason + "'}";
    }

    static final String USAGE = "metadata {'usage':{'inputTokens':3,'outputTokens':5,'totalTokens':8}}";

    /** A whole answer with these blocks, in single quotes. */
    static String answer(String stopReason, String blocks) {
        return json("{'output':{'message':{'role':'assistant','content':[" + blocks + "]}},'stopReason':'" + stopReason
                + "','usage':{'inputTokens':3,'outputTokens':5,'totalTokens':8}}");
    }

    static List<JsonObject> content(JsonObject body, int turn) {
        return body.getJsonArray("messages")
                .getJsonObject(turn)
                .getJsonArray("content")
                .getValuesAs(JsonObject.class);
    }

    static String array(List<JsonObject> blocks) {
        return Json.text(ConverseBlocks.array(blocks));
    }
}
