package org.messagesgateway.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests and answers of a wanted size. */
public final class Payloads {

    /** As an agent's prompts and files have them: escapes in each, and one byte in 250 outside of ASCII. */
    private static final List<String> LINES = List.of(
            "Reads a file of the project, whole or a part of it, with the number of each line.\\n",
            "- The path is absolute. A folder is not a file: list it with the other tool.\\n",
            "- Say \\\"done\\\" only when the tests have run — a change that nobody has tried is not done.\\n",
            "\\n## What comes back\\n\\n",
            "    private final Map<String, List<Integer>> lengths = new HashMap<>();\\n",
            "Keep the style of the code around it, its names and its comments included.\\n",
            "    return lengths.getOrDefault(\\\"name\\\", List.of()).size() > limit;\\n",
            "- What is longer than 2000 lines is cut; ask for the rest with an offset and a limit.\\n",
            "    }\\n",
            "Two calls that do not need each other are made at once, in the same answer.\\n");

    private static final int TOOLS = 20;
    private static final int TURNS = 16;

    private Payloads() {}

    /** A question of about {@code bytes} bytes. */
    public static byte[] question(String model, boolean stream, int bytes) {
        var start = "{\"model\":\"" + model + "\",\"max_tokens\":1000,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"";
        return bytes(start + prose(bytes - start.length() - 4) + "\"}]}");
    }

    /**
     * The shape of an agent's request, about 100 KB: a long system prompt, twenty tools, a history of calls. What a coding
     * agent sends at that size was counted: of each KB 7 values, 10 strings, 16 brackets, commas and colons, and 16 escapes.
     */
    public static byte[] agentRequest(String model) {
        var tools = IntStream.range(0, TOOLS)
                .mapToObj(i -> "{\"name\":\"tool_" + i + "\",\"description\":\"" + prose(1600) + "\",\"input_schema\":{"
                        + "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\",\"properties\":{"
                        + property("path", 160) + "," + property("command", 240) + "," + property("limit", 80)
                        + "},\"required\":[\"path\"],\"additionalProperties\":false}}")
                .collect(Collectors.joining(","));
        var history = IntStream.range(0, TURNS)
                .mapToObj(i -> ("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"},"
                                + "{\"type\":\"tool_use\",\"id\":\"toolu_%d\",\"name\":\"tool_%d\",\"input\":{\"path\":\"/a/b\","
                                + "\"command\":\"%s\"}}]},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\","
                                + "\"tool_use_id\":\"toolu_%d\",\"content\":\"%s\"}]},")
                        .formatted(prose(80), i, i % TOOLS, prose(80), i, prose(2200)))
                .collect(Collectors.joining());
        return bytes("{\"model\":\"" + model + "\",\"max_tokens\":32000,\"system\":[{\"type\":\"text\",\"text\":\""
                + prose(12_000) + "\"}],\"tools\":[" + tools + "],\"messages\":[{\"role\":\"user\",\"content\":\"Go on.\"},"
                + history + "{\"role\":\"assistant\",\"content\":\"Done.\"},{\"role\":\"user\",\"content\":\"More.\"}]}");
    }

    private static String property(String name, int bytes) {
        return "\"" + name + "\":{\"type\":\"string\",\"description\":\"" + prose(bytes) + "\"}";
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

    /** Whole lines, so that no escape is cut. */
    private static String prose(int bytes) {
        var text = new StringBuilder(LINES.get(0));
        for (int i = 1; text.length() + LINES.get(i % LINES.size()).length() <= bytes; i++) {
            text.append(LINES.get(i % LINES.size()));
        }
        return text.toString();
    }
}
