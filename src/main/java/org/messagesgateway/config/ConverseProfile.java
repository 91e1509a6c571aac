package org.messagesgateway.config;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model behind Bedrock's Converse understands; nearly all of it differs by its family. Immutable.
 *
 * @param system whether it takes system text; else that goes ahead of the conversation
 * @param sampling whether it takes {@code temperature} and {@code top_p}
 * @param temperatureWithTopP whether it takes both of them
 * @param samplingWithThinking whether it takes them, and {@code top_k}, while it thinks
 * @param placeOfTopK where it takes {@code top_k}
 * @param stopLimit most stop sequences it takes
 * @param stopSequenceField whether it can be asked which stop sequence ended its answer
 * @param maxOutputTokens most that it accepts; null for no known limit
 * @param images whether it sees images
 * @param documents whether it reads files
 * @param toolResultMedia whether a tool's result may hold them; otherwise they follow the results in the same turn
 * @param tools whether it takes tools at all
 * @param toolChoices the choices among tools that it knows: {@code auto}, {@code any}, {@code tool}
 * @param forcedChoiceWithThinking whether a tool can be forced while it thinks
 * @param cachePoints whether it takes {@code cachePoint} in system text and turns
 * @param toolCachePoints whether it takes it among tools
 * @param cacheTtl whether a cache point may say how long it holds
 * @param outputFormat how it takes an output format
 * @param thinkingField how it is told to think
 * @param efforts the words for effort that it knows, {@code none} and {@code minimal} among them where it does
 * @param reasoningContent how it takes back what it thought
 * @param betas the flags of {@code anthropic-beta} that it knows
 * @param requestMetadata whether {@code requestMetadata} names the caller's session, as a hash
 * @param extraBody members that are added to every request, and replace what is there, such as {@code guardrailConfig},
 *     {@code performanceConfig} and {@code serviceTier}
 */
public record ConverseProfile(
        boolean system,
        boolean sampling,
        boolean temperatureWithTopP,
        boolean samplingWithThinking,
        PlaceOfTopK placeOfTopK,
        int stopLimit,
        boolean stopSequenceField,
        @Nullable Integer maxOutputTokens,
        boolean images,
        boolean documents,
        boolean toolResultMedia,
        boolean tools,
        List<String> toolChoices,
        boolean forcedChoiceWithThinking,
        boolean cachePoints,
        boolean toolCachePoints,
        boolean cacheTtl,
        OutputFormat outputFormat,
        ThinkingField thinkingField,
        List<String> efforts,
        ReasoningContent reasoningContent,
        List<String> betas,
        boolean requestMetadata,
        JsonObject extraBody) {

    /** The place of {@code top_k} in {@code additionalModelRequestFields}. */
    public enum PlaceOfTopK {
        NONE,
        /** {@code top_k}: Claude. */
        TOP_K,
        /** {@code inferenceConfig.topK}: Nova. */
        INFERENCE_CONFIG
    }

    /** How an output schema is handed over. */
    public enum OutputFormat {
        /** {@code outputConfig.textFormat}. */
        TEXT_FORMAT,
        /** A tool that has to be called, whose input is the answer; beside other tools, as an instruction. */
        TOOL,
        /** In the system text. */
        INSTRUCTION
    }

    /** The member of {@code additionalModelRequestFields} that asks for thinking. */
    public enum ThinkingField {
        NONE,
        /** {@code thinking: {type: enabled, budget_tokens}}. */
        CLAUDE_BUDGET,
        /** {@code thinking: {type: adaptive}} and {@code output_config.effort}. */
        CLAUDE_ADAPTIVE,
        /** {@code reasoningConfig: {type, maxReasoningEffort}}: Nova. */
        REASONING_CONFIG_OBJECT,
        /** {@code reasoning_config}, a word. */
        REASONING_CONFIG,
        /** {@code reasoning_effort}, a word. */
        REASONING_EFFORT
    }

    /** How {@code reasoningContent} goes back. */
    public enum ReasoningContent {
        /** Not at all. */
        NONE,
        /** To the model that made it, through the client in a signature of the gateway's own. */
        OWN,
        /** With Claude's signature, which every Claude knows. */
        CLAUDE
    }

    public ConverseProfile {
        toolChoices = List.copyOf(toolChoices);
        efforts = List.copyOf(efforts);
        betas = List.copyOf(betas);
    }
}
