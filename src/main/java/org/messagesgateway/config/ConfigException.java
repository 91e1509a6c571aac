package org.messagesgateway.config;

import java.util.List;

/** The configuration cannot be used. The message lists every problem and holds no secret. Immutable. */
public final class ConfigException extends RuntimeException {

    private final List<String> problems;

    ConfigException(String source, List<String> problems) {
        super("The configuration (" + source + ") cannot be used:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each with the JSON pointer of the value, or the name of the variable, that it is about. */
    public List<String> problems() {
        return problems;
    }
}
