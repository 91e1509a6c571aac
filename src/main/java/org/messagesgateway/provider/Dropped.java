package org.messagesgateway.provider;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the request paths that a dialect cannot carry; {@link Loss} says what each is. Confined to one translation; not thread-safe. */
public final class Dropped {

    private static final int MOST = 50;
    private static final int LONGEST = 80;

    private final Set<String> paths = new LinkedHashSet<>();

    /** @param path may hold the caller's own words: only so much of it is kept as is safe in a header */
    public void add(String path) {
        if (paths.size() < MOST) {
            var safe = path.replaceAll("[^a-zA-Z0-9_.-]", "_");
            paths.add(safe.substring(0, Math.min(safe.length(), LONGEST)));
        }
    }

    public List<String> paths() {
        return List.copyOf(paths);
    }
}
