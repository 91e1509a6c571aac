package org.messagesgateway.messages;

import org.jspecify.annotations.Nullable;

/**
 * Whether and which tools may be called. Immutable.
 *
 * @param name of the one tool to call; present for {@code TOOL} only
 * @param disableParallel at most one call
 */
public record ToolChoice(Kind kind, @Nullable String name, boolean disableParallel) {

    /** What is asked for. */
    public enum Kind {
        AUTO,
        ANY,
        TOOL,
        NONE
    }

    public boolean isForced() {
        return kind == Kind.ANY || kind == Kind.TOOL;
    }
}
