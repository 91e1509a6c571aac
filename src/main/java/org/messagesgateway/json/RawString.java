package org.messagesgateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A string as it stands in a document, which it keeps in memory. It is written as it came; what it says is found out when
 * somebody asks. Immutable; nobody writes to the document.
 */
final class RawString implements JsonString {

    private final byte[] document;
    private final int start;
    private final int end;

    /** Found once or, where threads ask at once, more often: it is the same each time. */
    private @Nullable String text;

    /** A string between its quotes; it must be one. */
    RawString(byte[] document, int start, int end) {
        this.document = document;
        this.start = start;
        this.end = end;
    }

    /** What a compact document says: it holds nothing else that a string may not. */
    static RawString quoted(byte[] json) {
        var quoted = new byte[2 * json.length + 2];
        int length = 0;
        quoted[length++] = '"';
        for (byte b : json) {
            if (b == '"' || b == '\\') {
                quoted[length++] = '\\';
            }
            quoted[length++] = b;
        }
        quoted[length] = '"';
        return new RawString(quoted, 1, length);
    }

    boolean isEmpty() {
        return start == end;
    }

    /** Whether it begins with plain characters of ASCII; all of it is looked at only where an escape stands among the first. */
    boolean startsWith(String plain) {
        for (int i = 0; i < plain.length(); i++) {
            int at = start + i;
            if (at < end && document[at] == '\\') {
                return getString().startsWith(plain);
            }
            if (at >= end || document[at] != plain.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    void writeTo(JsonGenerator out) throws IOException {
        out.writeRawUTF8String(document, start, end - start);
    }

    @Override
    public String getString() {
        var known = text;
        if (known == null) {
            known = hasEscapes() ? unescaped() : raw();
            text = known;
        }
        return known;
    }

    private boolean hasEscapes() {
        for (int i = start; i < end; i++) {
            if (document[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private String raw() {
        return new String(document, start, end - start, StandardCharsets.UTF_8);
    }

    private String unescaped() {
        try (var parser = SpanParser.of(document, start - 1, end - start + 2)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // The string has been read before.
        }
    }

    @Override
    public CharSequence getChars() {
        return getString();
    }

    @Override
    public ValueType getValueType() {
        return ValueType.STRING;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonString string && string.getString().equals(getString());
    }

    @Override
    public int hashCode() {
        return getString().hashCode();
    }

    @Override
    public String toString() {
        return '"' + raw() + '"';
    }
}
