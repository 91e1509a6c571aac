package org.messagesgateway.provider;

import jakarta.json.JsonString;
import java.util.Set;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;

/**
 * Watches a tool call's arguments go by and lets through one JSON object: nothing for blank or {@code null} arguments,
 * and nothing behind the object's last brace. Confined to one call; not thread-safe.
 */
final class ToolInput {

    /** What the arguments were. */
    enum Verdict {
        OBJECT,
        /** An object without its end. */
        CUT,
        /** Something else. */
        BROKEN
    }

    private enum State {
        BLANK,
        INSIDE,
        AFTER,
        OTHER
    }

    private static final Set<String> NOTHING = Set.of("null", "[]", "\"\"");

    private final StringBuilder seen = new StringBuilder();
    private State state = State.BLANK;
    private int depth;
    private boolean inString;
    private boolean escaped;

    /** Takes a piece; what may be sent on at once is appended to {@code out}. */
    void append(String piece, StringBuilder out) {
        for (var i = 0; i < piece.length(); i++) {
            append(piece.charAt(i), out);
        }
    }

    private void append(char c, StringBuilder out) {
        if (state == State.BLANK && !Character.isWhitespace(c)) {
            state = c == '{' ? State.INSIDE : State.OTHER;
        }
        switch (state) {
            case INSIDE -> {
                seen.append(c);
                out.append(c);
                track(c);
            }
            case OTHER -> seen.append(c);
            case BLANK, AFTER -> {}
        }
    }

    private void track(char c) {
        if (inString) {
            inString = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            state = State.AFTER;
        }
    }

    /** No more pieces come; what was held back and turns out to be fine is appended to {@code out}. */
    Verdict end(StringBuilder out) {
        return switch (state) {
            case BLANK -> Verdict.OBJECT;
            case INSIDE -> Verdict.CUT;
            case AFTER -> isObject(seen.toString()) ? Verdict.OBJECT : Verdict.BROKEN;
            case OTHER -> other(out);
        };
    }

    /** One of the ways to say nothing, or an object that was written as a string once too often. */
    private Verdict other(StringBuilder out) {
        var text = seen.toString().strip();
        if (NOTHING.contains(text)) {
            return Verdict.OBJECT;
        }
        try {
            if (Json.parse(text) instanceof JsonString string && isObject(string.getString())) {
                out.append(string.getString());
                return Verdict.OBJECT;
            }
        } catch (JsonSyntaxException e) {
            return Verdict.BROKEN;
        }
        return Verdict.BROKEN;
    }

    private static boolean isObject(String text) {
        try {
            Json.parseObject(text);
            return true;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }
}
