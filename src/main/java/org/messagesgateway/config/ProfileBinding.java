package org.messagesgateway.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.util.Locale;
import org.messagesgateway.json.Json;

/** Binds a merged row to a {@link Profile}. Thread-safe. */
final class ProfileBinding {

    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withAdapters(
                    new KeyHeaders(),
                    new IdRules(),
                    new PdfParts(),
                    new StructuredOutputs(),
                    new ReasoningRequests(),
                    new ReasoningReplays(),
                    new ThinkingRequests()));

    private ProfileBinding() {}

    static Profile bind(JsonObject row) {
        var chat = row.getJsonObject("chat");
        var gemini = row.getJsonObject("gemini");
        var models = Json.object();
        row.getJsonObject("models").forEach((pattern, flags) -> {
            var model = flags.asJsonObject();
            models.add(
                    pattern,
                    Json.object()
                            .add("chat", Profiles.merge(chat, chatFlags(model)))
                            .add("gemini", Profiles.merge(gemini, geminiFlags(model))));
        });
        var complete = Json.object(row).add("models", models).remove("dialects").build();
        try {
            return JSONB.fromJson(Json.text(complete), Profile.class);
        } catch (JsonbException e) {
            throw new IllegalArgumentException("profile: " + e.getMessage());
        }
    }

    /** The row of a model holds them directly; {@code gemini} stands beside them. */
    static JsonObject chatFlags(JsonObject model) {
        return Json.object(model).remove("gemini").build();
    }

    static JsonObject geminiFlags(JsonObject model) {
        var flags = Json.objectOrNull(model, "gemini");
        return flags == null ? JsonValue.EMPTY_JSON_OBJECT : flags;
    }

    /** Enum constants as the table writes them: {@code x_api_key}. */
    private abstract static class WireNames<E extends Enum<E>> implements JsonbAdapter<E, String> {

        private final Class<E> type;

        WireNames(Class<E> type) {
            this.type = type;
        }

        @Override
        public String adaptToJson(E constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public E adaptFromJson(String name) {
            return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
        }
    }

    static final class KeyHeaders extends WireNames<KeyHeader> {
        KeyHeaders() {
            super(KeyHeader.class);
        }
    }

    static final class IdRules extends WireNames<ChatProfile.IdRule> {
        IdRules() {
            super(ChatProfile.IdRule.class);
        }
    }

    static final class PdfParts extends WireNames<ChatProfile.PdfPart> {
        PdfParts() {
            super(ChatProfile.PdfPart.class);
        }
    }

    static final class StructuredOutputs extends WireNames<ChatProfile.StructuredOutput> {
        StructuredOutputs() {
            super(ChatProfile.StructuredOutput.class);
        }
    }

    static final class ReasoningRequests extends WireNames<ChatProfile.ReasoningRequest> {
        ReasoningRequests() {
            super(ChatProfile.ReasoningRequest.class);
        }
    }

    static final class ReasoningReplays extends WireNames<ChatProfile.ReasoningReplay> {
        ReasoningReplays() {
            super(ChatProfile.ReasoningReplay.class);
        }
    }

    static final class ThinkingRequests extends WireNames<GeminiProfile.ThinkingRequest> {
        ThinkingRequests() {
            super(GeminiProfile.ThinkingRequest.class);
        }
    }
}
