package org.messagesgateway.servers;

import java.util.ArrayList;
import java.util.List;

/** Messages as clients and upstreams write them. */
final class Sample {

    static final String MESSAGE =
            """
            {"id":"msg_01","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"Hi"}],\
            "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}""";

    private Sample() {}

    static String request(String text, boolean stream) {
        return """
                {"model":"claude-x","max_tokens":64,"stream":%s,"messages":[{"role":"user","content":"%s"}]}"""
                .formatted(stream, text);
    }

    /** The events up to and with the first delta. */
    static String opening(String text) {
        return event(
                        "message_start",
                        """
                {"type":"message_start","message":{"id":"msg_01","type":"message","role":"assistant","model":"claude-x",\
                "content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}}""")
                + event(
                        "content_block_start",
                        """
                {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""")
                + delta(text);
    }

    static String delta(String text) {
        return event(
                "content_block_delta",
                """
                {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}"""
                        .formatted(text));
    }

    /** The events after the last delta. */
    static String closing() {
        return event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
                + event(
                        "message_delta",
                        """
                {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
                "usage":{"output_tokens":9}}""")
                + event("message_stop", "{\"type\":\"message_stop\"}");
    }

    /** A whole stream whose {@code deltas} deltas all say {@code text}, in pieces. */
    static List<String> stream(String text, int deltas) {
        var pieces = new ArrayList<String>();
        pieces.add(opening(text));
        for (int i = 1; i < deltas; i++) {
            pieces.add(delta(text));
        }
        pieces.add(closing());
        return pieces;
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data.strip() + "\n\n";
    }
}
