package org.messagesgateway.adapter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.messagesgateway.testing.AwsEventStream;

/** A streamed answer of 200 pieces of text in each dialect, event by event. */
final class TextStreams {

    private static final int PIECES = 200;

    private TextStreams() {}

    static byte[][] of(String dialect) {
        return switch (dialect) {
            case "messages" -> sse(messages());
            case "chat" -> sse(chat());
            case "responses" -> sse(responses());
            case "converse" ->
                converse().stream()
                        .map(event -> AwsEventStream.event(event.replace('\'', '"')))
                        .toArray(byte[][]::new);
            default -> sse(gemini());
        };
    }

    private static byte[][] sse(List<String> events) {
        return events.stream()
                .map(event -> (event.replace('\'', '"') + "\n\n").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static List<String> around(List<String> opening, String piece, List<String> close) {
        var events = new ArrayList<>(opening);
        events.addAll(Collections.nCopies(PIECES, piece));
        events.addAll(close);
        return events;
    }

    private static List<String> messages() {
        return around(
                List.of(
                        "event: message_start\ndata: {'type':'message_start','message':{'id':'msg_1','type':'message',"
                                + "'role':'assistant','model':'m','content':[],'stop_reason':null,'stop_sequence':null,"
                                + "'usage':{'input_tokens':9,'output_tokens':1}}}",
                        "event: content_block_start\ndata: {'type':'content_block_start','index':0,"
                                + "'content_block':{'type':'text','text':''}}"),
                "event: content_block_delta\ndata: {'type':'content_block_delta','index':0,"
                        + "'delta':{'type':'text_delta','text':'sixteen letters '}}",
                List.of(
                        "event: content_block_stop\ndata: {'type':'content_block_stop','index':0}",
                        "event: message_delta\ndata: {'type':'message_delta','delta':{'stop_reason':'end_turn',"
                                + "'stop_sequence':null},'usage':{'output_tokens':200}}",
                        "event: message_stop\ndata: {'type':'message_stop'}"));
    }

    private static List<String> chat() {
        return around(
                List.of(chunk("{'role':'assistant','content':''}", "null")),
                chunk("{'content':'sixteen letters '}", "null"),
                List.of(
                        chunk("{}", "'stop'"),
                        "data: {'id':'c','object':'chat.completion.chunk','choices':[],'usage':{'prompt_tokens':9,"
                                + "'completion_tokens':200,'total_tokens':209}}",
                        "data: [DONE]"));
    }

    private static String chunk(String delta, String finish) {
        return "data: {'id':'c','object':'chat.completion.chunk','choices':[{'index':0,'delta':" + delta
                + ",'finish_reason':" + finish + "}]}";
    }

    private static List<String> responses() {
        return around(
                List.of(
                        event("response.created", "'response':{'id':'r','status':'in_progress'}"),
                        event(
                                "response.output_item.added",
                                "'output_index':0,'item':{'id':'i','type':'message','role':'assistant','content':[]}")),
                event(
                        "response.output_text.delta",
                        "'item_id':'i','output_index':0,'content_index':0,'delta':'sixteen letters '"),
                List.of(event(
                        "response.completed",
                        "'response':{'id':'r','status':'completed','output':[],'usage':{'input_tokens':9,"
                                + "'output_tokens':200}}")));
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {'type':'" + type + "'," + members + "}";
    }

    private static List<String> converse() {
        return around(
                List.of("messageStart {'role':'assistant'}"),
                ConverseCase.delta(0, "'text':'sixteen letters '"),
                List.of(ConverseCase.end(0), ConverseCase.stop("end_turn"), ConverseCase.USAGE));
    }

    private static List<String> gemini() {
        return around(
                List.of(),
                "data: {'candidates':[{'content':{'role':'model','parts':[{'text':'sixteen letters '}]},'index':0}]}",
                List.of("data: {'candidates':[{'content':{'role':'model','parts':[{'text':''}]},'finishReason':'STOP'}],"
                        + "'usageMetadata':{'promptTokenCount':9,'candidatesTokenCount':200}}"));
    }
}
