package org.messagesgateway.provider;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.messagesgateway.messages.ContentBlock.ToolUse;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Tool;

/**
 * The tools' names as an upstream takes them: up to 64 letters, digits, {@code _} and {@code -}, a
 * letter or {@code _} first, which Gemini asks for. The same name gets the
 * same stand-in in every request with the same tools, so that prompt caches hold. Immutable.
 */
public final class ToolNames {

    private static final int LONGEST = 64;
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_-]{0,63}");
    private static final Pattern ILLEGAL = Pattern.compile("[^a-zA-Z0-9_-]");
    private static final Pattern BEGINNING = Pattern.compile("[a-zA-Z_]");

    private final Map<String, String> upstream = new HashMap<>();
    private final Map<String, String> caller = new HashMap<>();

    /** @param names every name in the request, in its definitions and its history */
    public ToolNames(Collection<String> names) {
        var distinct = new HashSet<>(names);
        for (var name : distinct) {
            var standIn = standIn(name, distinct);
            upstream.put(name, standIn);
            caller.put(standIn, name);
        }
    }

    /** Of every name in a request, in its definitions and its history. */
    public static ToolNames of(MessagesRequest request) {
        var defined =
                request.tools().stream().filter(Tool.Custom.class::isInstance).map(tool -> ((Tool.Custom) tool).name());
        return new ToolNames(
                Stream.concat(defined, request.toolUses().map(ToolUse::name)).toList());
    }

    private static String standIn(String name, Set<String> all) {
        if (PLAIN.matcher(name).matches()) {
            return name;
        }
        var clean = clean(name);
        var collides = all.stream()
                .anyMatch(other -> !other.equals(name) && clean(other).equals(clean));
        return clean.length() <= LONGEST && !collides ? clean : shortened(clean, name);
    }

    private static String clean(String name) {
        var legal = ILLEGAL.matcher(name).replaceAll("_");
        return BEGINNING.matcher(legal).lookingAt() ? legal : "_" + legal;
    }

    private static String shortened(String clean, String name) {
        return clean.substring(0, Math.min(clean.length(), LONGEST - 9)) + "_" + Hashes.hex(name, 8);
    }

    public String upstream(String name) {
        return upstream.getOrDefault(name, name);
    }

    /** The caller's name of what the upstream called; a name that nobody defined stays. */
    public String caller(String name) {
        return caller.getOrDefault(name, name);
    }
}
