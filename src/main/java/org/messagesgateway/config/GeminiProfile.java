package org.messagesgateway.config;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server's {@code generateContent} understands; most of it differs by the generation of the model. Immutable.
 *
 * @param path under the base URL, before a model's name
 * @param listing whether it lists its models there
 * @param wholeCounts whether it counts the tokens of a whole request; else of the members that make a prompt
 * @param functionIds whether calls and responses may carry ids, where it gave some
 * @param jsonSchemas whether it takes schemas as JSON Schema; else as the part of OpenAPI's that it knows
 * @param responseParts whether a function's response holds media itself, and stands beside nothing else; otherwise media
 *     follow it in the same turn
 * @param fileUrls whether it fetches files by https
 * @param toolsWithOutputSchema whether it takes an output schema beside functions
 * @param maxOutputTokens most that it accepts; null for no known limit
 * @param stopLimit most stop sequences it takes
 * @param thinking how it is told how much to think
 * @param levels the levels that it knows
 * @param leastBudget fewest tokens of thinking that can be asked for
 * @param mostBudget most tokens of thinking that can be asked for
 * @param offBudget the budget that comes closest to no thinking
 * @param signatureBypass stands in for the signature of a call that it did not make itself; null where it asks for none
 * @param extraBody members that are added to every request, and replace what is there
 */
public record GeminiProfile(
        String path,
        boolean listing,
        boolean wholeCounts,
        boolean functionIds,
        boolean jsonSchemas,
        boolean responseParts,
        boolean fileUrls,
        boolean toolsWithOutputSchema,
        @Nullable Integer maxOutputTokens,
        int stopLimit,
        ThinkingRequest thinking,
        List<String> levels,
        long leastBudget,
        long mostBudget,
        long offBudget,
        @Nullable String signatureBypass,
        JsonObject extraBody) {

    /** The field of {@code thinkingConfig} that asks for thinking. */
    public enum ThinkingRequest {
        NONE,
        /** {@code thinkingBudget}, in tokens. */
        BUDGET,
        /** {@code thinkingLevel}, a word. */
        LEVEL
    }

    public GeminiProfile {
        levels = List.copyOf(levels);
    }
}
