package org.messagesgateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a host of the Messages API takes, beside or short of what Anthropic's own does, and how it is called. Paths of
 * members have dots between names; an element goes by its {@code type}; {@code *} stands for any characters of one name,
 * {@code **} for any names. Immutable.
 *
 * @param path of a whole answer under the base URL; {@code {model}} in it stands for the model, which the body does not name
 *     then
 * @param streamPath of a streamed one
 * @param modelsPath of the list of models; null where there is none
 * @param countPath of the call that counts a prompt's tokens; it may name the model in the body where the others do not
 * @param countWrapped whether that call takes the body of the other one inside of its own, as AWS does
 * @param atDates whether a model's date is written {@code @20250929}, not {@code -20250929}
 * @param bodyVersion the body's {@code anthropic_version}; null for none
 * @param streamMember whether the body says {@code stream}; else the path does
 * @param framing of streams
 * @param headers patterns of the {@code anthropic-*} headers that it takes, beside {@code anthropic-beta}
 * @param knownBetas patterns of the beta flags that it knows; any other, and the members that such a flag switches on, would be
 *     refused
 * @param betaNames its own names of flags that it knows by another
 * @param betasInBody whether flags go into the body's {@code anthropic_beta}; else into the header
 * @param outputConfig patterns of the members of {@code output_config} that it knows
 * @param removed paths of further members and elements that it refuses
 * @param attribution whether the client's own system block, which changes by the turn, is let through
 * @param adaptiveThinking whether it takes thinking without a budget
 * @param unsignedThinking whether it takes thinking without a signature
 * @param toolReferences whether it takes {@code tool_reference} blocks; else they become text
 */
public record MessagesProfile(
        String path,
        String streamPath,
        @Nullable String modelsPath,
        String countPath,
        boolean countWrapped,
        boolean atDates,
        @Nullable String bodyVersion,
        boolean streamMember,
        Framing framing,
        List<String> headers,
        List<String> knownBetas,
        Map<String, String> betaNames,
        boolean betasInBody,
        List<String> outputConfig,
        List<String> removed,
        boolean attribution,
        boolean adaptiveThinking,
        boolean unsignedThinking,
        boolean toolReferences) {

    /** Stands for the model in a path. */
    public static final String MODEL = "{model}";

    /** How a stream's events are framed. */
    public enum Framing {
        /** Server-sent events. */
        SSE,
        /** AWS's binary event stream, whose chunks hold the events. */
        EVENT_STREAM
    }

    public MessagesProfile {
        headers = List.copyOf(headers);
        knownBetas = List.copyOf(knownBetas);
        betaNames = Map.copyOf(betaNames);
        outputConfig = List.copyOf(outputConfig);
        removed = List.copyOf(removed);
    }

    /** The same host, asked to count. */
    public MessagesProfile forCounts() {
        return new MessagesProfile(
                countPath,
                countPath,
                modelsPath,
                countPath,
                countWrapped,
                atDates,
                bodyVersion,
                streamMember,
                framing,
                headers,
                knownBetas,
                betaNames,
                betasInBody,
                outputConfig,
                removed,
                attribution,
                adaptiveThinking,
                unsignedThinking,
                toolReferences);
    }

    public boolean takesHeader(String name) {
        return any(headers, name);
    }

    public boolean knowsBeta(String flag) {
        return any(knownBetas, flag);
    }

    /** Whether a member of {@code output_config} may stay. */
    public boolean knowsOutputConfig(String member) {
        return any(outputConfig, member);
    }

    public boolean namesModelInPath() {
        return path.contains(MODEL);
    }

    /** Paths of everything that it refuses. */
    public List<String> refused() {
        var refused = new ArrayList<>(removed);
        refused.addAll(Betas.standard().membersWithout(this));
        return refused;
    }

    /** Whether it takes every body that Anthropic's own API takes, as it is. */
    public boolean takesAnything() {
        return !namesModelInPath()
                && bodyVersion == null
                && streamMember
                && knownBetas.contains("*")
                && !betasInBody
                && outputConfig.contains("*")
                && removed.isEmpty()
                && attribution
                && adaptiveThinking
                && toolReferences;
    }

    private static boolean any(List<String> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> NamePattern.matches(pattern, name));
    }
}
