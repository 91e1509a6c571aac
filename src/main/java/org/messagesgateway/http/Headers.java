package org.messagesgateway.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/** HTTP header fields, names in lower case, in order of name. Immutable. */
public final class Headers {

    public static final Headers NONE = new Headers(List.of());

    private record Field(String name, String value) {}

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = fields;
    }

    public Optional<String> first(String name) {
        var lower = lower(name);
        for (var field : fields) {
            if (field.name.equals(lower)) {
                return Optional.of(field.value);
            }
        }
        return Optional.empty();
    }

    public List<String> all(String name) {
        var lower = lower(name);
        return fields.stream()
                .filter(field -> field.name.equals(lower))
                .map(Field::value)
                .toList();
    }

    public void forEach(BiConsumer<String, String> action) {
        fields.forEach(field -> action.accept(field.name, field.value));
    }

    public Headers with(String name, String value) {
        return builder(this).set(name, value).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public static Builder builder(Headers start) {
        var builder = new Builder();
        builder.fields.addAll(start.fields);
        return builder;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
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
        return fields.stream().map(Field::name).distinct().toList().toString();
    }

    /** Collects fields. A value with a line break or another control character is refused. */
    public static final class Builder {

        private static final Comparator<Field> BY_NAME = Comparator.comparing(Field::name);

        private final List<Field> fields = new ArrayList<>();

        public Builder add(String name, String value) {
            fields.add(new Field(lower(name), checked(name, value)));
            return this;
        }

        public Builder set(String name, String value) {
            var lower = lower(name);
            fields.removeIf(field -> field.name.equals(lower));
            return add(lower, value);
        }

        public Headers build() {
            var sorted = new ArrayList<>(fields);
            // Fields of one name stay in their order.
            sorted.sort(BY_NAME);
            return new Headers(sorted);
        }

        private static String checked(String name, String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c < ' ' && c != '\t' || c == 127) {
                    throw new IllegalArgumentException("control character in header " + name);
                }
            }
            return value;
        }
    }
}
