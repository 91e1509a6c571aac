package org.messagesgateway.it;

/** The same in the Chat Completions dialect. */
final class ChatSample {

    static final String ANSWER =
            """
            {"id":"chatcmpl-1","object":"chat.completion","created":0,"model":"gpt-x","choices":[{"index":0,\
            "message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""";

    static final String CLOSING = chunk("{}", "\"stop\"") + "data: [DONE]\n\n";

    private ChatSample() {}

    static String delta(String text) {
        return chunk("{\"content\":\"" + text + "\"}", "null");
    }

    private static String chunk(String delta, String finish) {
        return """
                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":0,"model":"gpt-x",\
                "choices":[{"index":0,"delta":%s,"finish_reason":%s}]}

                """
                .formatted(delta, finish);
    }
}
