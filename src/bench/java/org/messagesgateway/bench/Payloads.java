package org.messagesgateway.bench;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests and answers of a wanted size. */
public final class Payloads {

    private static final String PROSE =
            "You are an assistant that writes code; \\\"quotes\\\", lines\\nand umlauts äöü are part of it. ";
    private static final int TOOLS = 20;
    private static final int TURNS = 40;

    private Payloads() {}

    /** A question of about {@code bytes} bytes. */
    public static byte[] question(String model, boolean stream, int bytes) {
        var start = "{\"model\":\"" + model + "\",\"max_tokens\":1000,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"";
        return bytes(start + prose(bytes - start.length() - 4) + "\"}]}");
    }

    /** The shape of an agent's request, about 100 KB: a long system prompt, twenty tools, a history of calls. */
    public static byte[] agentRequest(String model) {
        var tools = IntStream.range(0, TOOLS)
                .mapToObj(i -> ("{\"name\":\"tool_%d\",\"description\":\"%s\",\"input_schema\":{\"type\":\"object\","
                                + "\"properties\":{\"path\":{\"type\":\"string\",\"description\":\"%s\"},"
                                + "\"command\":{\"type\":\"string\",\"description\":\"%s\"}},\"required\":[\"path\"]}}")
                        .formatted(i, prose(1000), prose(200), prose(200)))
                .collect(Collectors.joining(","));
        var history = IntStream.range(0, TURNS)
                .mapToObj(i -> ("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"},"
                                + "{\"type\":\"tool_use\",\"id\":\"toolu_%d\",\"name\":\"tool_%d\",\"input\":{\"path\":\"/a/b\","
                                + "\"command\":\"%s\"}}]},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\","
                                + "\"tool_use_id\":\"toolu_%d\",\"content\":\"%s\"}]},")
                        .formatted(prose(200), i, i % TOOLS, prose(100), i, prose(900)))
                .collect(Collectors.joining());
        return bytes("{\"model\":\"" + model + "\",\"max_tokens\":32000,\"system\":[{\"type\":\"text\",\"text\":\""
                + prose(12_000) + "\"}],\"tools\":[" + tools + "],\"messages\":[{\"role\":\"user\",\"content\":\"Go on.\"},"
                + history + "{\"role\":\"assistant\",\"content\":\"Done.\"},{\"role\":\"user\",\"content\":\"More.\"}]}");
    }

    /** An answer of a Messages upstream, of about {@code bytes} bytes. */
    static String message(int bytes) {
        var start = "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                + "\"content\":[{\"type\":\"text\",\"text\":\"";
        var end = "\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                + "\"usage\":{\"input_tokens\":200,\"output_tokens\":200}}";
        return start + plain(bytes - start.length() - end.length()) + end;
    }

    /** The same of a Chat Completions upstream. */
    static String completion(int bytes) {
        var start = "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\",\"content\":\"";
        var end = "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":200,\"completion_tokens\":200,\"total_tokens\":400}}";
        return start + plain(bytes - start.length() - end.length()) + end;
    }

    /** With its head. */
    static byte[] answer(String statusLine, String json) {
        return bytes(statusLine + "content-type: application/json\r\ncontent-length: " + bytes(json).length + "\r\n\r\n"
                + json);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without what nginx's configuration would take for a variable or a quote. */
    private static String plain(int length) {
        return "The answer is a text that goes on for a while. ".repeat(length / 47 + 1).substring(0, length);
    }

    /** Whole sentences, so that no escape is cut. */
    private static String prose(int bytes) {
        return PROSE.repeat(Math.max(1, bytes / bytes(PROSE).length));
    }

}
