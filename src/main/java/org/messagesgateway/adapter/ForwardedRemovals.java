package org.messagesgateway.adapter;

import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.config.NamePattern;
import org.messagesgateway.json.JsonEdits;
import org.messagesgateway.json.Located;
import org.messagesgateway.provider.Dropped;

/** Removes the members and elements that a host refuses, by their paths. Confined to one body; not thread-safe. */
final class ForwardedRemovals {

    private static final String ANY_DEPTH = "**";

    private final JsonEdits edits;
    private final Dropped dropped;

    ForwardedRemovals(JsonEdits edits, Dropped dropped) {
        this.edits = edits;
        this.dropped = dropped;
    }

    void remove(Located body, List<String> paths) {
        walk(body, "", paths.stream().map(path -> List.of(path.split("\\."))).toList());
    }

    /** @param paths what is left of each path that has led here */
    private void walk(Located parent, String place, List<List<String>> paths) {
        for (var child : parent.children()) {
            var name = parent.isObject() ? child.key() : child.text("type");
            var left = new ArrayList<List<String>>();
            paths.forEach(path -> follow(path, name, left));
            if (left.contains(List.<String>of())) {
                edits.remove(child);
                dropped.add(join(place, name));
            } else if (!left.isEmpty()) {
                walk(child, parent.isObject() ? join(place, name) : place, left);
            }
        }
    }

    private static void follow(List<String> path, String name, List<List<String>> left) {
        var first = path.get(0);
        if (first.equals(ANY_DEPTH)) {
            left.add(path);
            follow(path.subList(1, path.size()), name, left);
        } else if (NamePattern.matches(first, name)) {
            left.add(path.subList(1, path.size()));
        }
    }

    private static String join(String place, String name) {
        if (name.isEmpty()) {
            return place;
        }
        return place.isEmpty() ? name : place + "." + name;
    }
}
