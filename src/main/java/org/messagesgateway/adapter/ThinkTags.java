package org.messagesgateway.adapter;

import java.util.function.Consumer;

/**
 * Parts text that begins with {@code <think>} from what follows {@code </think>}, wherever it is split. Confined to one
 * answer; not thread-safe.
 */
final class ThinkTags {

    private static final String START = "<think>";
    private static final String END = "</think>";

    private enum State {
        HEAD,
        THINKING,
        /** Behind the end tag, where blank lines belong to it. */
        BETWEEN,
        TEXT
    }

    private final Consumer<String> thinking;
    private final Consumer<String> text;
    private final StringBuilder held = new StringBuilder();
    private State state = State.HEAD;

    ThinkTags(Consumer<String> thinking, Consumer<String> text) {
        this.thinking = thinking;
        this.text = text;
    }

    void append(String piece) {
        held.append(piece);
        if (state == State.HEAD) {
            head();
        }
        if (state == State.THINKING) {
            thinking();
        }
        if (state == State.BETWEEN && !held.toString().isBlank()) {
            state = State.TEXT;
            held.replace(0, held.length(), held.toString().stripLeading());
        }
        if (state == State.TEXT) {
            release(text, held.length());
        }
    }

    private void head() {
        var head = held.toString().stripLeading();
        if (head.startsWith(START)) {
            held.replace(0, held.length(), head.substring(START.length()));
            state = State.THINKING;
        } else if (!START.startsWith(head)) {
            state = State.TEXT;
        }
    }

    private void thinking() {
        var end = held.indexOf(END);
        if (end >= 0) {
            release(thinking, end);
            held.delete(0, END.length());
            state = State.BETWEEN;
        } else {
            release(thinking, held.length() - possibleEnd());
        }
    }

    /** How many of the last characters may be the beginning of the end tag. */
    private int possibleEnd() {
        for (var length = Math.min(END.length() - 1, held.length()); length > 0; length--) {
            if (END.startsWith(held.substring(held.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    /** What is held at the end is what it looks like. */
    void end() {
        release(state == State.THINKING ? thinking : text, held.length());
    }

    private void release(Consumer<String> out, int length) {
        if (length > 0) {
            out.accept(held.substring(0, length));
            held.delete(0, length);
        }
    }
}
