package org.messagesgateway.json;

import com.fasterxml.jackson.core.JsonToken;
import jakarta.json.JsonString;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over one document's tokens without building anything, and knows at which byte each starts and ends. It finds
 * the few facts that routing needs in a body that is otherwise forwarded untouched, and proves on the way that all of
 * it is JSON. Confined to one document; not thread-safe.
 */
public final class JsonCursor implements AutoCloseable {

    /** What stands at the cursor. */
    public enum Kind {
        OBJECT,
        OBJECT_END,
        ARRAY,
        ARRAY_END,
        KEY,
        STRING,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL,
        END
    }

    private final SpanParser parser;

    private JsonCursor(SpanParser parser) {
        this.parser = parser;
    }

    public JsonCursor(byte[] document) {
        this(document, 0, document.length);
    }

    /** A cursor over the document that is the bytes {@code [offset, offset + length)}; positions count from 0. */
    public JsonCursor(byte[] bytes, int offset, int length) {
        this(SpanParser.of(bytes, offset, length));
    }

    /** A cursor that takes repeated keys, for who notices them by himself. */
    static JsonCursor withRepeatedKeys(byte[] document, LongStrings strings) {
        return new JsonCursor(SpanParser.withRepeatedKeys(document, strings));
    }

    /** A cursor that notes where the long strings of a document stand. */
    public static JsonCursor noting(byte[] document) {
        return new JsonCursor(SpanParser.noting(document));
    }

    /** What it has noted so far; nothing, if it was not to. */
    public LongStrings strings() {
        return parser.strings();
    }

    /**
     * Moves to the next token.
     *
     * @throws JsonSyntaxException if what follows is not JSON, repeats a key, or exceeds a limit
     */
    public Kind next() {
        try {
            return kind(parser.nextToken());
        } catch (IOException e) {
            throw syntax();
        }
    }

    /** From the start of a value to its end; a scalar stays where it is. */
    public void skipValue() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw syntax();
        }
    }

    /** The key, or the string's or number's text. */
    public String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw syntax();
        }
    }

    /** The string at the cursor. */
    JsonString string() {
        try {
            return parser.string();
        } catch (IOException e) {
            throw syntax();
        }
    }

    public boolean booleanValue() {
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** The bytes of the scalar at the cursor, a string's quotes included. */
    public Span scalar() {
        return new Span(start(), end());
    }

    /** The first byte of what stands at the cursor: a key's or a string's quote, a bracket. */
    int start() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The byte after what stands at the cursor. */
    int end() {
        try {
            parser.finishToken();
        } catch (IOException e) {
            throw syntax();
        }
        return (int) parser.currentLocation().getByteOffset();
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw syntax();
        }
    }

    /** That there is no JSON up to here. */
    JsonSyntaxException syntax() {
        var where = parser.currentLocation();
        return new JsonSyntaxException(
                "not valid JSON at line " + where.getLineNr() + ", column " + where.getColumnNr());
    }

    private static Kind kind(@Nullable JsonToken token) {
        if (token == null) {
            return Kind.END;
        }
        return switch (token) {
            case START_OBJECT -> Kind.OBJECT;
            case END_OBJECT -> Kind.OBJECT_END;
            case START_ARRAY -> Kind.ARRAY;
            case END_ARRAY -> Kind.ARRAY_END;
            case FIELD_NAME -> Kind.KEY;
            case VALUE_STRING -> Kind.STRING;
            case VALUE_NUMBER_INT -> Kind.INTEGER;
            case VALUE_NUMBER_FLOAT -> Kind.DECIMAL;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            case VALUE_NULL -> Kind.NULL;
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new JsonSyntaxException("not valid JSON");
        };
    }
}
