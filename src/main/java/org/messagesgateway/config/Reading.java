package org.messagesgateway.config;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reading of one document: what it found wrong, and what has no meaning. Confined to one load; not thread-safe. */
final class Reading {

    private static final String REFERENCE = "env.";

    private final Sources.Lookup environment;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> ignored = new LinkedHashSet<>();
    private final Map<String, Section> sections = new LinkedHashMap<>();

    Reading(Sources.Lookup environment) {
        this.environment = environment;
    }

    Section root(JsonObject document) {
        return section("", document);
    }

    /** The same section for the same pointer, so that it learns all the keys that anybody asks for. */
    Section section(String pointer, JsonObject object) {
        return sections.computeIfAbsent(pointer, at -> new Section(this, at, object));
    }

    /** Notes a problem; {@code where} is a JSON pointer or a variable's name. */
    void problem(String where, String message) {
        problems.add(where + ": " + message);
    }

    void ignore(String pointer) {
        ignored.add(pointer);
    }

    /** The variable's value, or null if it is unset or empty. A secret from a file often ends with a line end. */
    @Nullable
    String variable(String name) {
        var value = environment.find(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The text itself, or the value of the variable it refers to; null, and a problem, if that is not set. */
    @Nullable
    String resolve(String pointer, String text) {
        if (!text.startsWith(REFERENCE)) {
            return text;
        }
        var name = text.substring(REFERENCE.length());
        var value = variable(name);
        if (value == null) {
            problem(pointer, "the environment variable " + name + " is not set");
        }
        return value;
    }

    /** @throws ConfigException if there is any problem, keys that nobody knows included */
    void finish(String source) {
        sections.values().forEach(Section::reportUnknownKeys);
        if (!problems.isEmpty()) {
            throw new ConfigException(source, List.copyOf(problems));
        }
    }

    List<String> warnings() {
        return ignored.isEmpty() ? List.of() : List.of("no meaning here, ignored: " + String.join(", ", ignored));
    }
}
