package org.messagesgateway.it;

import java.util.ArrayList;
import java.util.List;

/** Messages and their streams, as clients and upstreams write them. */
final class Sample {

    static final String MESSAGE =
            """
            {"id":"msg_01","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"Hi"}],\
            "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}""";

    static final String START = event(
            "message_start",
            """
            {"type":"message_start","message":{"id":"msg_01","type":"message","role":"assistant","model":"claude-x",\
            "content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}}""");

    static final String BLOCK_START = event(
            "content_block_start",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");

    static final String CLOSING = event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
            + event(
                    "message_delta",
                    """
                    {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
                    "usage":{"output_tokens":9}}""")
            + event("message_stop", "{\"type\":\"message_stop\"}");

    static final String OVERLOADED =
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";

    private Sample() {}

    static String request(String model, boolean stream) {
        return """
                {"model":"%s","max_tokens":64,"stream":%s,"messages":[{"role":"user","content":"Hello"}]}"""
                .formatted(model, stream);
    }

    static String request() {
        return request("claude-x", false);
    }

    static String streamed() {
        return request("claude-x", true);
    }

    /** The events up to and with the first delta. */
    static String opening(String text) {
        return START + BLOCK_START + delta(text);
    }

    static String delta(String text) {
        return event(
                "content_block_delta",
                """
                {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}"""
                        .formatted(text));
    }

    /** A whole stream of {@code deltas} deltas, in pieces. */
    static String[] stream(String text, int deltas) {
        var pieces = new ArrayList<>(List.of(opening(text)));
        for (int i = 1; i < deltas; i++) {
            pieces.add(delta(text));
        }
        pieces.add(CLOSING);
        return pieces.toArray(String[]::new);
    }

    static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }
}
