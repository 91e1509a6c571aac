package org.messagesgateway.provider;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.messagesgateway.messages.ApiException;

/**
 * What a request loses with a member that a dialect cannot carry. The member's path tells, in every dialect alike, so
 * that adapters only name paths and what follows is decided here.
 */
public enum Loss {
    /** Nothing of what is answered: how it is cached, counted, sampled; thinking of earlier turns. */
    HINT("hint"),

    /** How the model goes about it. */
    BEHAVIOUR("behaviour"),

    /** The form that the answer was to have. */
    STRUCTURE("structure"),

    /** Something that the model was to see. */
    CONTENT("content"),

    /** A tool that Anthropic runs or defines. */
    SERVER_TOOL("server tool"),

    /** Something that the gateway does not know the meaning of. */
    UNKNOWN("unknown field");

    private static final Set<String> HINTS = Set.of(
            "cache_control", "diagnostics", "metadata", "messages.content.thinking", "service_tier", "speed", "top_k");

    /** Headers: beta flags, whose members are judged by their own paths, and what is for Anthropic's books. */
    private static final String HEADER = "anthropic-";

    private static final Set<String> BEHAVIOURS = Set.of(
            "context_management",
            "inference_geo",
            "max_tokens",
            "output_config.effort",
            "stop_sequences",
            "temperature",
            "thinking",
            "tool_choice.disable_parallel_tool_use",
            "top_p");

    private final String rule;

    Loss(String rule) {
        this.rule = rule;
    }

    /** @param path as {@link Dropped} holds it */
    public static Loss of(String path) {
        if (HINTS.contains(path) || path.endsWith(".redacted_thinking") || path.startsWith(HEADER)) {
            return HINT;
        }
        if (BEHAVIOURS.contains(path) || path.matches("tools\\.\\d+\\..+")) {
            return BEHAVIOUR;
        }
        if (path.equals("tool_choice") || path.equals("output_config.format")) {
            return STRUCTURE;
        }
        if (path.startsWith("messages.") || path.startsWith("system.")) {
            return CONTENT;
        }
        return path.startsWith("tools.") || path.equals("mcp_servers") || path.equals("container")
                ? SERVER_TOOL
                : UNKNOWN;
    }

    /**
     * For callers that would rather have an error than a request of which something is missing; hints may go.
     *
     * @param dropped as {@link Translation#dropped} tells
     * @throws ApiException 400 that names every path and its rule, if one is more than a hint
     */
    public static void refuse(List<String> dropped) {
        var refused = dropped.stream()
                .filter(path -> of(path) != HINT)
                .map(path -> path + " (" + of(path).rule + ")")
                .collect(Collectors.joining(", "));
        if (!refused.isEmpty()) {
            throw ApiException.invalid(refused + ": this model cannot be given it, and client.strict_translation lets"
                    + " nothing be dropped but hints");
        }
    }
}
