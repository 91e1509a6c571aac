package org.messagesgateway.provider;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes an upstream's tool call ids fit for callers: legal, and unique in the conversation, though some upstreams count
 * from zero in every turn. Confined to one answer; not thread-safe.
 */
public final class ToolIds {

    private static final Pattern ILLEGAL = Pattern.compile("[^a-zA-Z0-9_-]");
    private static final int LONGEST = 64;
    private static final int NINE = 9;

    private final Set<String> taken;
    private final String spare;

    /**
     * @param taken the ids in the conversation so far
     * @param spare what ids are made from where the upstream gives none
     */
    public ToolIds(Collection<String> taken, String spare) {
        this.taken = new HashSet<>(taken);
        this.spare = spare;
    }

    /** @param id the upstream's; empty if it gave none */
    public String caller(String id) {
        var clean = ILLEGAL.matcher(id).replaceAll("_");
        var base = clean.isEmpty() ? "toolu_" + spare : clean;
        var unique = base;
        for (var n = 2; !taken.add(unique); n++) {
            unique = base + "_" + n;
        }
        return unique;
    }

    /** The id as most upstreams take it. The same id always gives the same, so a call and its result agree. */
    public static String opaque(String id) {
        var isLegal =
                !id.isEmpty() && id.length() <= LONGEST && !ILLEGAL.matcher(id).find();
        return isLegal ? id : "call_" + Hashes.hex(id, 24);
    }

    /** The id as nine letters and digits; one that is so already stays. */
    public static String nineAlphanumeric(String id) {
        var isLegal = id.length() == NINE && id.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        return isLegal ? id : Hashes.hex(id, NINE);
    }
}
