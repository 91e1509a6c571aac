package org.messagesgateway.messages;

import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.JsonCursor;
import org.messagesgateway.json.JsonCursor.Kind;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.json.Span;

/**
 * Finds a request's {@link Envelope} in one scan that proves the whole body to be JSON and checks the shape of its top
 * level, in the words of the Messages API. Confined to one body; not thread-safe.
 */
public final class EnvelopeReader {

    /** The API version without sampling parameters. */
    private static final String VERSION_WITHOUT_SAMPLING = "2026-10-21";

    private static final int MAX_MODEL_LENGTH = 256;

    private final JsonCursor cursor;
    private final boolean samplingAllowed;
    private final boolean isPrompt;
    private @Nullable String model;
    private @Nullable Span modelSpan;
    private boolean messages;
    private boolean maxTokens;
    private boolean stream;

    private EnvelopeReader(JsonCursor cursor, String version, boolean isPrompt) {
        this.cursor = cursor;
        this.samplingAllowed = !version.equals(VERSION_WITHOUT_SAMPLING);
        this.isPrompt = isPrompt;
    }

    /**
     * @param version the {@code anthropic-version} that the body is written for
     * @throws ApiException 400, if the body is not a request
     */
    public static Envelope read(byte[] body, String version) {
        return read(body, version, false);
    }

    /** As {@link #read(byte[], String)}, for counting its tokens: {@code max_tokens} may be absent, and nothing is streamed. */
    public static Envelope readPrompt(byte[] body, String version) {
        return read(body, version, true);
    }

    private static Envelope read(byte[] body, String version, boolean isPrompt) {
        if (body.length == 0) {
            throw ApiException.invalid("The request body is empty");
        }
        try (var cursor = JsonCursor.noting(body)) {
            return new EnvelopeReader(cursor, version, isPrompt).envelope();
        } catch (JsonSyntaxException e) {
            throw ApiException.invalid("The request body is " + e.getMessage());
        }
    }

    private Envelope envelope() {
        require(cursor.next() == Kind.OBJECT, "body", "Input should be an object");
        while (cursor.next() == Kind.KEY) {
            member(cursor.text(), cursor.next());
            cursor.skipValue();
        }
        if (cursor.next() != Kind.END) {
            throw new JsonSyntaxException("not valid JSON: more than one value");
        }
        require(messages, "messages", "Field required");
        require(maxTokens || isPrompt, "max_tokens", "Field required");
        if (model == null || modelSpan == null) {
            throw invalid("model", "Field required");
        }
        return new Envelope(model, modelSpan, stream && !isPrompt, cursor.strings());
    }

    private void member(String key, Kind value) {
        switch (key) {
            case "model" -> model(value);
            case "messages" -> messages(value);
            case "max_tokens" -> maxTokens(value);
            case "stream" -> {
                require(value == Kind.BOOLEAN || value == Kind.NULL, key, "Input should be a valid boolean");
                stream = cursor.booleanValue();
            }
            case "temperature", "top_p", "top_k" -> require(samplingAllowed, key, "Extra inputs are not permitted");
            default -> {}
        }
    }

    private void model(Kind value) {
        require(value == Kind.STRING, "model", "Input should be a valid string");
        var name = cursor.text();
        require(!name.isEmpty(), "model", "String should have at least 1 character");
        require(name.length() <= MAX_MODEL_LENGTH, "model", "String should have at most 256 characters");
        model = name;
        modelSpan = cursor.scalar();
    }

    private void messages(Kind value) {
        require(value == Kind.ARRAY, "messages", "Input should be a valid array");
        messages = true;
        var first = cursor.next();
        require(first != Kind.ARRAY_END, "messages", "at least one message is required");
        for (var kind = first; kind != Kind.ARRAY_END; kind = cursor.next()) {
            require(kind == Kind.OBJECT, "messages", "Input should be an array of objects");
            cursor.skipValue();
        }
    }

    private void maxTokens(Kind value) {
        require(value == Kind.INTEGER, "max_tokens", "Input should be a valid integer");
        var text = cursor.text();
        require(!text.startsWith("-"), "max_tokens", "Input should be greater than or equal to 0");
        require(text.length() <= 18, "max_tokens", "Input should be a valid integer");
        maxTokens = true;
    }

    private static void require(boolean holds, String path, String rule) {
        if (!holds) {
            throw invalid(path, rule);
        }
    }

    private static ApiException invalid(String path, String rule) {
        return ApiException.invalid(path + ": " + rule);
    }
}
