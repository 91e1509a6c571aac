package org.messagesgateway.config;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a provider differs from its dialect's standard: a row of {@code profiles.json}, overridable in the configuration.
 * Immutable.
 *
 * @param dialect which adapter speaks to it
 * @param baseUrl without the dialect's own path; null where only the operator can know it
 * @param keyHeader where the key goes
 * @param environment variables whose presence switches the provider on where there is no configuration file; the first
 *     holds the key
 * @param exampleModel one that it has, for the banner; null where only the operator can know
 * @param chat what its Chat Completions understand
 * @param responses what its Responses understand
 * @param gemini what its {@code generateContent} understands
 * @param messages what its Messages understand
 * @param models how some of its models differ, by pattern
 */
public record Profile(
        String dialect,
        @Nullable String baseUrl,
        KeyHeader keyHeader,
        List<String> environment,
        @Nullable String exampleModel,
        ChatProfile chat,
        ResponsesProfile responses,
        GeminiProfile gemini,
        MessagesProfile messages,
        Map<String, ModelProfile> models) {

    @JsonbCreator
    public Profile {
        environment = List.copyOf(environment);
        models = Map.copyOf(models);
    }

    /** A profile whose dialect is spoken to the letter. */
    public Profile(String dialect, @Nullable String baseUrl, KeyHeader keyHeader, List<String> environment) {
        this(dialect, baseUrl, keyHeader, environment, Profiles.standard().common());
    }

    private Profile(
            String dialect, @Nullable String baseUrl, KeyHeader keyHeader, List<String> environment, Profile common) {
        this(
                dialect,
                baseUrl,
                keyHeader,
                environment,
                null,
                common.chat(),
                common.responses(),
                common.gemini(),
                common.messages(),
                Map.of());
    }

    /** Its dialect, and those of its models that speak another. */
    public Set<String> dialects() {
        var dialects = new TreeSet<String>();
        dialects.add(dialect);
        models.values().forEach(model -> dialects.add(model.dialect()));
        return dialects;
    }

    /** The dialect's own path, under the base URL. */
    public String path() {
        return switch (dialect) {
            case "responses" -> responses.path();
            case "messages" -> messages.path();
            default -> chat.path();
        };
    }

    /** What {@code model} understands: of the patterns that fit, the longest decides. */
    public ModelProfile model(String model) {
        return models.entrySet().stream()
                .filter(rule -> NamePattern.matches(rule.getKey(), model))
                .max(Comparator.comparing(rule -> rule.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(new ModelProfile(dialect, chat, responses, gemini, messages));
    }
}
