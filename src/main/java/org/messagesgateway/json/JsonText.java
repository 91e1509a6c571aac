package org.messagesgateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Writes a value as compact text. By characters, not bytes: half of a surrogate pair, which JSON allows, is no error
 * then. Confined to one document; not thread-safe.
 */
final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;

    private JsonText(JsonGenerator out) {
        this.out = out;
    }

    static String of(JsonValue value) {
        var text = new StringWriter(256);
        try (var out = FACTORY.createGenerator(text)) {
            new JsonText(out).write(value);
            out.flush();
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Recursion is as deep as the document, which reading has limited. */
    private void write(JsonValue value) throws IOException {
        switch (value.getValueType()) {
            case OBJECT -> object(value.asJsonObject());
            case ARRAY -> array(value.asJsonArray());
            case STRING -> out.writeString(((JsonString) value).getString());
            case NUMBER -> out.writeNumber(value.toString());
            case TRUE -> out.writeBoolean(true);
            case FALSE -> out.writeBoolean(false);
            case NULL -> out.writeNull();
        }
    }

    private void object(JsonObject object) throws IOException {
        out.writeStartObject();
        for (var member : object.entrySet()) {
            out.writeFieldName(member.getKey());
            write(member.getValue());
        }
        out.writeEndObject();
    }

    private void array(JsonArray array) throws IOException {
        out.writeStartArray();
        for (var element : array) {
            write(element);
        }
        out.writeEndArray();
    }
}
