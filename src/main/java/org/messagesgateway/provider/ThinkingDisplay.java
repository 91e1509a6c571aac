package org.messagesgateway.provider;

import org.jspecify.annotations.Nullable;
import org.messagesgateway.messages.ThinkingMode;

/** What the caller wants to see of the model's thinking. */
public enum ThinkingDisplay {
    SHOWN,
    /** The block and its signature, without the text. */
    OMITTED,
    /** No block: nobody asked for it, and some clients stumble over it. */
    HIDDEN;

    public static ThinkingDisplay of(@Nullable ThinkingMode mode) {
        if (mode == null || !mode.isOn()) {
            return HIDDEN;
        }
        return mode.omitted() ? OMITTED : SHOWN;
    }
}
