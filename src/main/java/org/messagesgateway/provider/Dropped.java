package org.messagesgateway.provider;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the request paths that a dialect cannot carry. Confined to one translation; not thread-safe. */
public final class Dropped {

    private final Set<String> paths = new LinkedHashSet<>();

    public void add(String path) {
        paths.add(path);
    }

    public List<String> paths() {
        return List.copyOf(paths);
    }
}
