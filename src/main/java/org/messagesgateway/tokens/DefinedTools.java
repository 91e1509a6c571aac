package org.messagesgateway.tokens;

import java.util.Map;

/** Tokens of the definitions that a provider adds for tools which are asked for by name only. Stateless. */
final class DefinedTools {

    private static final long UNKNOWN = 800;

    private static final Map<String, Long> BY_NAME = Map.of(
            "web_search", 1_700L,
            "web_fetch", 1_700L,
            "code_execution", 4_200L,
            "memory", 1_100L,
            "advisor", 600L,
            "tool_search", 300L,
            "computer", 1_000L,
            "text_editor", 900L,
            "bash", 400L);

    private DefinedTools() {}

    /** @param type such as {@code web_search_20250305} */
    static long tokens(String type) {
        return BY_NAME.entrySet().stream()
                .filter(tool -> type.startsWith(tool.getKey()))
                .mapToLong(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
