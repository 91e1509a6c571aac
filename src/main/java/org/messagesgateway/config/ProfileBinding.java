package org.messagesgateway.config;

import jakarta.json.JsonObject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.util.List;
import java.util.Locale;
import org.messagesgateway.json.Json;

/** Binds a merged row to a {@link Profile}. Thread-safe. */
final class ProfileBinding {

    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withAdapters(
                    new KeyHeaders(),
                    new KeyAuths(),
                    new IdRules(),
                    new PdfParts(),
                    new StructuredOutputs(),
                    new ReasoningRequests(),
                    new ReasoningReplays(),
                    new ThinkingRequests(),
                    new PlacesOfTopK(),
                    new OutputFormats(),
                    new ThinkingFields(),
                    new ReasoningContents(),
                    new Framings()));

    /** The dialects whose servers differ; each has its flags in a row. */
    static final List<String> DIALECTS = List.of("chat", "responses", "gemini", "converse", "messages");

    private ProfileBinding() {}

    static Profile bind(JsonObject row) {
        var models = Json.object();
        row.getJsonObject("models")
                .forEach((pattern, flags) -> models.add(pattern, model(row, whole(row, flags.asJsonObject()))));
        var complete = Json.object(row).add("models", models).remove("dialects").build();
        try {
            return JSONB.fromJson(Json.text(complete), Profile.class);
        } catch (JsonbException e) {
            throw new IllegalArgumentException("profile: " + e.getMessage());
        }
    }

    /** A model may be {@code like} another, but for what its own flags say. */
    private static JsonObject whole(JsonObject row, JsonObject flags) {
        var other = Json.stringOrNull(flags, "like");
        if (other == null) {
            return flags;
        }
        var likened = Json.objectOrNull(row.getJsonObject("models"), other);
        if (likened == null) {
            throw new IllegalArgumentException("profile: no model to be like: " + other);
        }
        return Profiles.merge(likened, flags);
    }

    /** A model's flags hold for every dialect that knows them; those under a dialect's name, for that one. */
    private static JsonObject model(JsonObject row, JsonObject flags) {
        var model = Json.object().add("dialect", flags.getOrDefault("dialect", row.get("dialect")));
        for (var dialect : DIALECTS) {
            var own = row.getJsonObject(dialect);
            var known = Json.object();
            flags.forEach((flag, value) -> {
                if (own.containsKey(flag)) {
                    known.add(flag, value);
                }
            });
            var merged = Profiles.merge(own, known.build());
            var nested = Json.objectOrNull(flags, dialect);
            model.add(dialect, nested == null ? merged : Profiles.merge(merged, nested));
        }
        return model.build();
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

    static final class KeyAuths extends WireNames<KeyAuth> {
        KeyAuths() {
            super(KeyAuth.class);
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

    static final class PlacesOfTopK extends WireNames<ConverseProfile.PlaceOfTopK> {
        PlacesOfTopK() {
            super(ConverseProfile.PlaceOfTopK.class);
        }
    }

    static final class OutputFormats extends WireNames<ConverseProfile.OutputFormat> {
        OutputFormats() {
            super(ConverseProfile.OutputFormat.class);
        }
    }

    static final class ThinkingFields extends WireNames<ConverseProfile.ThinkingField> {
        ThinkingFields() {
            super(ConverseProfile.ThinkingField.class);
        }
    }

    static final class ReasoningContents extends WireNames<ConverseProfile.ReasoningContent> {
        ReasoningContents() {
            super(ConverseProfile.ReasoningContent.class);
        }
    }

    static final class Framings extends WireNames<MessagesProfile.Framing> {
        Framings() {
            super(MessagesProfile.Framing.class);
        }
    }
}
