package org.messagesgateway.bench;

import java.util.concurrent.TimeUnit;

/** What a {@link StreamUpstream} sends to one request, a write at a time: opening, pieces of text, close. */
final class Script {

    static final Script NONE = new Script(Dialect.MESSAGES, 0, 0, 0);

    private enum Dialect {
        MESSAGES(
                new String[] {
                    event(
                            "message_start",
                            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                                    + "\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"stop_reason\":null,"
                                    + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}"),
                    event(
                            "content_block_start",
                            "{\"type\":\"content_block_start\",\"index\":0,"
                                    + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}")
                },
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                        + "\"delta\":{\"type\":\"text_delta\",\"text\":\"%016x\"}}\n\n",
                new String[] {
                    event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"),
                    event(
                            "message_delta",
                            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
                                    + "\"stop_sequence\":null},\"usage\":{\"output_tokens\":200}}"),
                    event("message_stop", "{\"type\":\"message_stop\"}")
                }),
        CHAT(
                new String[] {chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", "")},
                chunk("{\"content\":\"%016x\"}", "null", ""),
                new String[] {
                    chunk("{}", "\"stop\"", ""),
                    "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[],"
                            + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":200,\"total_tokens\":209}}\n\n",
                    "data: [DONE]\n\n"
                });

        final String[] opening;
        final String text;
        final String[] close;

        Dialect(String[] opening, String text, String[] close) {
            this.opening = opening;
            this.text = text;
            this.close = close;
        }

        private static String event(String name, String data) {
            return "event: " + name + "\ndata: " + data + "\n\n";
        }

        private static String chunk(String delta, String finish, String more) {
            return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":" + delta
                    + ",\"finish_reason\":" + finish + "}]" + more + "}\n\n";
        }
    }

    private final Dialect dialect;
    private final long texts;
    private final long intervalNanos;
    private final long delayNanos;
    private long step = -1;

    private Script(Dialect dialect, long texts, long intervalNanos, long delayNanos) {
        this.dialect = dialect;
        this.texts = texts;
        this.intervalNanos = intervalNanos;
        this.delayNanos = delayNanos;
    }

    /** @param path split at its slashes, the first part empty */
    static Script of(String[] path) {
        long number = Long.parseLong(path[2]);
        return switch (path[1]) {
            case "messages" -> new Script(Dialect.MESSAGES, number, micros(path[3]), 0);
            case "chat" -> new Script(Dialect.CHAT, number, micros(path[3]), 0);
            case "flood" -> new Script(Dialect.MESSAGES, number / Dialect.MESSAGES.text.length(), 0, 0);
            case "slow" -> new Script(Dialect.MESSAGES, -1, 0, TimeUnit.MILLISECONDS.toNanos(number));
            default -> throw new IllegalArgumentException(path[1]);
        };
    }

    private static long micros(String text) {
        return TimeUnit.MICROSECONDS.toNanos(Long.parseLong(text));
    }

    long delayNanos() {
        return delayNanos;
    }

    long intervalNanos() {
        return intervalNanos;
    }

    /** Whether what comes next is to wait for its time: text does. */
    boolean pauses() {
        return intervalNanos > 0 && step > dialect.opening.length && step <= dialect.opening.length + texts;
    }

    /** The bytes of the next write; null at the end. */
    byte[] next(long now) {
        long at = step++;
        if (texts < 0) {
            return at == -1 ? Payloads.answer("HTTP/1.1 200 OK\r\n", Payloads.message(1024)) : null;
        }
        if (at == -1) {
            return UpstreamStream.head();
        }
        if (at < dialect.opening.length) {
            return UpstreamStream.chunk(dialect.opening[(int) at]);
        }
        at -= dialect.opening.length;
        if (at < texts) {
            return UpstreamStream.chunk(dialect.text.formatted(now));
        }
        at -= texts;
        if (at < dialect.close.length) {
            return UpstreamStream.chunk(dialect.close[(int) at]);
        }
        return at == dialect.close.length ? UpstreamStream.bytes("0\r\n\r\n") : null;
    }
}
