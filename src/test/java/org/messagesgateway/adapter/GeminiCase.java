package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.Message;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamGrammar;
import org.messagesgateway.provider.CallSignatures;
import org.messagesgateway.provider.Translation;

/** One request through the gemini adapter, as tests say it. */
final class GeminiCase {

    static final String NEWEST = "gemini-3-flash-preview";
    static final String PROMPT = ChatCase.PROMPT;
    static final String HI = "'messages':[{'role':'user','content':'Hi'}]";

    /** A model of every generation. */
    static final List<String> MODELS =
            List.of(NEWEST, "gemini-3-pro-preview", "gemini-2.5-flash", "gemini-2.5-pro", "gemini-2.0-flash");

    private GeminiCase() {}

    static Translation translate(String model, String body) {
        return ChatCase.translate(new GeminiAdapter(CallSignatures.NONE), ChatCase.profile("gemini"), model, body);
    }

    static Translation translate(String body) {
        return translate(NEWEST, body);
    }

    static JsonObject body(String model, String body) {
        return ChatCase.body(translate(model, body));
    }

    /** Chunks as a stream; there is no mark at its end. */
    static String sse(String... chunks) {
        var sse = new StringBuilder();
        for (var chunk : chunks) {
            sse.append("data: ").append(chunk).append("\r\n\r\n");
        }
        return sse.toString();
    }

    /** The request after {@code request}, with the answer and the client's next turn behind it. */
    static String next(String request, JsonObject answer, JsonArray turn) {
        var body = Json.parseObject(request);
        var messages = Json.array();
        body.getJsonArray("messages").forEach(messages::add);
        messages.add(Json.object().add("role", "assistant").add("content", answer.getJsonArray("content")));
        messages.add(Json.object().add("role", "user").add("content", turn));
        return Json.text(Json.object(body).add("messages", messages).build());
    }

    /** JSON that was written with single quotes. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    static String part(String part) {
        return "{'candidates':[{'content':{'parts':[" + part + "]}}]}";
    }

    static String last(String part) {
        return "{'candidates':[{'content':{'parts':[" + part + "]},'finishReason':'STOP'}]}";
    }

    static List<StreamEvent> events(String... chunks) {
        var lines = new ArrayList<String>();
        for (var chunk : chunks) {
            lines.add(json(chunk));
        }
        var sse = sse(lines.toArray(String[]::new));
        var events = ChatCase.stream(translate(PROMPT), sse);
        StreamGrammar.check(events);
        return events;
    }

    static Message message(String... chunks) {
        return ChatCase.accumulated(events(chunks));
    }

    /** The upstream body of a request with these members, in single quotes. */
    static JsonObject requestBody(String model, String members) {
        return body(model, json("{'model':'m','max_tokens':10," + members + "}"));
    }

    static String called(String calls, String results) {
        return "'messages':[{'role':'user','content':'Go'},{'role':'assistant','content':[" + calls
                + "]},{'role':'user','content':[" + results + "]}]";
    }

    static String use(String id) {
        return "{'type':'tool_use','id':'" + id + "','name':'n','input':{}}";
    }

    static String result(String id) {
        return "{'type':'tool_result','tool_use_id':'" + id + "','content':'ok'}";
    }

    static List<JsonObject> parts(JsonObject body, int turn) {
        return body.getJsonArray("contents")
                .getJsonObject(turn)
                .getJsonArray("parts")
                .getValuesAs(JsonObject.class);
    }

    static String array(List<JsonObject> parts) {
        var array = Json.array();
        parts.forEach(array::add);
        return array.build().toString();
    }
}
