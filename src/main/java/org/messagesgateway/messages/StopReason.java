package org.messagesgateway.messages;

import java.util.Locale;

/** Why an answer ended. {@code pause_turn} and {@code compaction} come only from upstreams that speak Messages. */
public enum StopReason {
    END_TURN,
    MAX_TOKENS,
    STOP_SEQUENCE,
    TOOL_USE,
    REFUSAL,
    MODEL_CONTEXT_WINDOW_EXCEEDED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
