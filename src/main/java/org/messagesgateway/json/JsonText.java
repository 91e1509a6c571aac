package org.messagesgateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes a value as compact text in UTF-8; half of a surrogate pair, which a string may hold and UTF-8 may not, as an
 * escape. Confined to one document; not thread-safe.
 */
final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final JsonGenerator out;

    private JsonText(JsonGenerator out) {
        this.out = out;
    }

    static byte[] bytes(JsonValue value) {
        try (var bytes = new ByteArrayBuilder();
                var out = FACTORY.createGenerator(bytes)) {
            new JsonText(out).write(value);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Recursion is as deep as the document, which reading has limited. */
    private void write(JsonValue value) throws IOException {
        switch (value.getValueType()) {
            case OBJECT -> object(value.asJsonObject());
            case ARRAY -> array(value.asJsonArray());
            case STRING -> string((JsonString) value);
            case NUMBER -> out.writeNumber(value.toString());
            case TRUE -> out.writeBoolean(true);
            case FALSE -> out.writeBoolean(false);
            case NULL -> out.writeNull();
        }
    }

    private void string(JsonString string) throws IOException {
        if (string instanceof RawString raw) {
            raw.writeTo(out);
        } else {
            out.writeString(string.getString());
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
