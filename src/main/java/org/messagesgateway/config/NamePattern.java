package org.messagesgateway.config;

/** A name of a model, a flag or a member in which {@code *} stands for any characters. Stateless. */
public final class NamePattern {

    private NamePattern() {}

    public static boolean matches(String pattern, String name) {
        var star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        if (!name.startsWith(pattern.substring(0, star))) {
            return false;
        }
        var rest = pattern.substring(star + 1);
        if (rest.isEmpty()) {
            return true;
        }
        for (var from = star; from <= name.length(); from++) {
            if (matches(rest, name.substring(from))) {
                return true;
            }
        }
        return false;
    }
}
