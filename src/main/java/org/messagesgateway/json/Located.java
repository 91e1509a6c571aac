package org.messagesgateway.json;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.messagesgateway.json.JsonCursor.Kind;

/**
 * A value of a document and where it stands there, so that some of the document can be changed with every other byte left
 * as it is. Two are equal only if they are the same. Immutable; nobody writes to the document.
 */
public final class Located {

    private final byte[] document;
    private final Kind kind;
    private final String key;
    private final int start;
    private final Span span;
    private final List<Located> children;

    private Located(byte[] document, Kind kind, String key, int start, Span span, List<Located> children) {
        this.document = document;
        this.kind = kind;
        this.key = key;
        this.start = start;
        this.span = span;
        this.children = children;
    }

    /**
     * The value that is the document.
     *
     * @param opaque members with these names are not looked into: they have no children
     * @throws JsonSyntaxException if it is not one JSON value
     */
    public static Located of(byte[] document, Set<String> opaque) {
        try (var cursor = new JsonCursor(document)) {
            return new Reading(document, cursor, opaque).value(cursor.next(), "", cursor.start());
        }
    }

    public boolean isObject() {
        return kind == Kind.OBJECT;
    }

    /** The name of a member; empty for an element, and for the document. */
    public String key() {
        return key;
    }

    /** The members or elements, in order. */
    public List<Located> children() {
        return children;
    }

    /** Where the value stands, without its key. */
    public Span span() {
        return span;
    }

    /** Where it begins, a member's key included. */
    int start() {
        return start;
    }

    public Optional<Located> member(String name) {
        return isObject()
                ? children.stream().filter(child -> child.key.equals(name)).findFirst()
                : Optional.empty();
    }

    /** The text of a string; empty for anything else. */
    public String text() {
        return kind == Kind.STRING && json() instanceof JsonString string ? string.getString() : "";
    }

    /** The text of a member that is a string; empty otherwise. */
    public String text(String name) {
        return member(name).map(Located::text).orElse("");
    }

    /** The value itself. */
    public JsonValue json() {
        return Json.parse(Arrays.copyOfRange(document, span.start(), span.end()));
    }

    /** One way through a document; as deep as the cursor allows. */
    private record Reading(byte[] document, JsonCursor cursor, Set<String> opaque) {

        Located value(Kind kind, String key, int start) {
            var begin = cursor.start();
            List<Located> children = List.of();
            if (opaque.contains(key)) {
                cursor.skipValue();
            } else if (kind == Kind.OBJECT) {
                children = members();
            } else if (kind == Kind.ARRAY) {
                children = elements();
            }
            return new Located(document, kind, key, start, new Span(begin, cursor.end()), children);
        }

        private List<Located> members() {
            var members = new ArrayList<Located>();
            while (cursor.next() == Kind.KEY) {
                var key = cursor.text();
                var start = cursor.start();
                members.add(value(cursor.next(), key, start));
            }
            return List.copyOf(members);
        }

        private List<Located> elements() {
            var elements = new ArrayList<Located>();
            for (var kind = cursor.next(); kind != Kind.ARRAY_END; kind = cursor.next()) {
                elements.add(value(kind, "", cursor.start()));
            }
            return List.copyOf(elements);
        }
    }
}
