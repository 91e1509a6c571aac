package org.messagesgateway.provider;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.messages.ThinkingMode;

/** How hard to think, from least to most. */
public enum Effort {
    MINIMAL(512),
    LOW(1024),
    MEDIUM(8192),
    HIGH(24576),
    XHIGH(32768),
    MAX(65536);

    private final long budget;

    Effort(long budget) {
        this.budget = budget;
    }

    /** The tokens of thinking that it stands for. */
    public long budget() {
        return budget;
    }

    /** An explicit word wins over a budget; without either, {@code high} is what the API documents. */
    public static Effort of(ThinkingMode mode, @Nullable String word) {
        for (var effort : values()) {
            if (effort.wireName().equals(word)) {
                return effort;
            }
        }
        var budget = mode.budget();
        return budget == null ? HIGH : ofBudget(budget);
    }

    private static Effort ofBudget(long tokens) {
        for (var effort : List.of(MINIMAL, LOW, MEDIUM, HIGH)) {
            if (tokens <= effort.budget) {
                return effort;
            }
        }
        return XHIGH;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word for it among those that an upstream knows: itself, else the next lower, else the next higher. */
    public String among(List<String> known) {
        for (var lower = ordinal(); lower >= 0; lower--) {
            if (known.contains(values()[lower].wireName())) {
                return values()[lower].wireName();
            }
        }
        for (var effort : values()) {
            if (known.contains(effort.wireName())) {
                return effort.wireName();
            }
        }
        return known.isEmpty() ? wireName() : known.get(known.size() - 1);
    }
}
