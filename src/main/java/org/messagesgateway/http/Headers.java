package org.messagesgateway.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** HTTP header fields, names in lower case, in order of name. Immutable. */
public final class Headers {

    public static final Headers NONE = new Headers(new TreeMap<>());

    private final Map<String, List<String>> fields;

    private Headers(TreeMap<String, List<String>> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    public Optional<String> first(String name) {
        var values = fields.get(name.toLowerCase(Locale.ROOT));
        return values == null ? Optional.empty() : Optional.of(values.get(0));
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public void forEach(BiConsumer<String, String> action) {
        fields.forEach((name, values) -> values.forEach(value -> action.accept(name, value)));
    }

    public Headers with(String name, String value) {
        return builder(this).set(name, value).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public static Builder builder(Headers start) {
        var builder = new Builder();
        start.forEach(builder::add);
        return builder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && fields.equals(headers.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The names only: values may be secret. */
    @Override
    public String toString() {
        return fields.keySet().toString();
    }

    /** Collects fields. A value with a line break or another control character is refused. */
    public static final class Builder {

        private final TreeMap<String, List<String>> fields = new TreeMap<>();

        public Builder add(String name, String value) {
            fields.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                    .add(checked(name, value));
            return this;
        }

        public Builder set(String name, String value) {
            fields.remove(name.toLowerCase(Locale.ROOT));
            return add(name, value);
        }

        public Headers build() {
            var copy = new TreeMap<String, List<String>>();
            fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
            return new Headers(copy);
        }

        private static String checked(String name, String value) {
            if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
                throw new IllegalArgumentException("control character in header " + name);
            }
            return value;
        }
    }
}
