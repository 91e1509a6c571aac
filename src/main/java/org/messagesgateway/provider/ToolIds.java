package org.messagesgateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.messages.ContentBlock.ToolUse;
import org.messagesgateway.messages.MessagesRequest;

/**
 * Makes an upstream's tool call ids fit for callers: legal, and unique in the conversation, though some upstreams count
 * from zero in every turn. An id that has to be changed is wrapped, so that the upstream gets its own one back: some
 * models were trained on the form of theirs. Confined to one answer; not thread-safe.
 */
public final class ToolIds {

    private static final Pattern ILLEGAL = Pattern.compile("[^a-zA-Z0-9_-]");
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9_.:-]+");
    private static final int LONGEST = 64;
    private static final int NINE = 9;
    private static final String WRAPPED = "gw1_";
    private static final String MADE = "toolu_";

    /** Stands between an id and its number in a wrapping. */
    private static final char NUMBER = '\n';

    private final Supplier<Stream<String>> earlier;
    private final String spare;

    /** Null until there is a first call: most answers have none. */
    private @Nullable Set<String> taken;

    /**
     * @param earlier the ids in the conversation so far
     * @param spare what ids are made from where the upstream gives none
     */
    ToolIds(Supplier<Stream<String>> earlier, String spare) {
        this.earlier = earlier;
        this.spare = spare;
    }

    /** For an answer to {@code request}. */
    public static ToolIds of(MessagesRequest request) {
        return new ToolIds(() -> request.toolUses().map(ToolUse::id), RandomId.digits());
    }

    /** @param id the upstream's; empty if it gave none */
    public String caller(String id) {
        if (id.isEmpty()) {
            return made();
        }
        var unique = ILLEGAL.matcher(id).find() ? wrapped(id) : id;
        for (var n = 2; !take(unique); n++) {
            unique = wrapped(id + NUMBER + n);
        }
        return unique;
    }

    private boolean take(String id) {
        if (taken == null) {
            taken = earlier.get().collect(Collectors.toCollection(HashSet::new));
        }
        return taken.add(id);
    }

    private String made() {
        var unique = MADE + spare;
        for (var n = 2; !take(unique); n++) {
            unique = MADE + spare + "_" + n;
        }
        return unique;
    }

    /** Whether an id was made here, or by Anthropic, and means nothing to any other upstream. */
    public static boolean isMade(String id) {
        return id.startsWith(MADE);
    }

    private static String wrapped(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return WRAPPED + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String unwrapped(String id) {
        if (!id.startsWith(WRAPPED)) {
            return id;
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(id.substring(WRAPPED.length()));
            var text = new String(bytes, StandardCharsets.UTF_8);
            var end = text.lastIndexOf(NUMBER);
            return end < 0 ? text : text.substring(0, end);
        } catch (IllegalArgumentException e) {
            return id;
        }
    }

    /** The id as most upstreams take it. The same id always gives the same, so a call and its result agree. */
    public static String opaque(String id) {
        var own = unwrapped(id);
        return !own.isEmpty() && own.length() <= LONGEST ? own : "call_" + Hashes.hex(own, 24);
    }

    /** As {@link #opaque}, where only letters, digits, {@code _}, {@code -}, {@code .} and {@code :} are taken. */
    public static String plain(String id) {
        var own = opaque(id);
        return PLAIN.matcher(own).matches() ? own : "call_" + Hashes.hex(own, 24);
    }

    /** The id as nine letters and digits; one that is so already stays. */
    public static String nineAlphanumeric(String id) {
        var own = unwrapped(id);
        var isLegal = own.length() == NINE && own.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        return isLegal ? own : Hashes.hex(own, NINE);
    }
}
