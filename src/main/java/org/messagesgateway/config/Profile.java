package org.messagesgateway.config;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a provider differs from its dialect's standard: a row of {@code profiles.json}, overridable in the configuration.
 * Immutable.
 *
 * @param dialect which adapter speaks to it
 * @param baseUrl without the dialect's own path, with places for {@code {region}} and {@code {project}} in a cloud;
 *     null where only the operator can know it
 * @param keyHeader where the key goes
 * @param auth how calls prove themselves where a key has no value
 * @param regionUrls base URLs of regions that have another, by pattern
 * @param environment variables whose presence switches the provider on where there is no configuration file; the first
 *     holds the key
 * @param identityEnvironment sets of variables, each of which switches it on with its cloud's own credentials
 * @param exampleModel one that it has, for the banner; null where only the operator can know
 * @param countTokens whether it has its dialect's call that counts a prompt's tokens
 * @param chat what its Chat Completions understand
 * @param responses what its Responses understand
 * @param gemini what its {@code generateContent} understands
 * @param converse what its {@code Converse} understands
 * @param messages what its Messages understand
 * @param models how some of its models differ, by pattern
 */
public record Profile(
        String dialect,
        @Nullable String baseUrl,
        KeyHeader keyHeader,
        KeyAuth auth,
        Map<String, String> regionUrls,
        List<String> environment,
        List<List<String>> identityEnvironment,
        @Nullable String exampleModel,
        boolean countTokens,
        ChatProfile chat,
        ResponsesProfile responses,
        GeminiProfile gemini,
        ConverseProfile converse,
        MessagesProfile messages,
        Map<String, ModelProfile> models) {

    @JsonbCreator
    public Profile {
        regionUrls = Map.copyOf(regionUrls);
        environment = List.copyOf(environment);
        identityEnvironment = List.copyOf(identityEnvironment);
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
                KeyAuth.KEY,
                Map.of(),
                environment,
                List.of(),
                null,
                common.countTokens(),
                common.chat(),
                common.responses(),
                common.gemini(),
                common.converse(),
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
        return longest(models, model).orElse(new ModelProfile(dialect, chat, responses, gemini, converse, messages));
    }

    /** Whether its base URL depends on the region or the project of a key. */
    boolean isRegional() {
        return Place.isIn(baseUrl);
    }

    /** The base URL of a region, before its places are filled in. */
    String urlTemplate(String region) {
        return longest(regionUrls, region).orElse(String.valueOf(baseUrl));
    }

    private static <T> Optional<T> longest(Map<String, T> rules, String name) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        return rules.entrySet().stream()
                .filter(rule -> NamePattern.matches(rule.getKey(), name))
                .max(Comparator.comparing(rule -> rule.getKey().length()))
                .map(Map.Entry::getValue);
    }
}
