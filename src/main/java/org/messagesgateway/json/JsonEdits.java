package org.messagesgateway.json;

import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes to a document that leave every byte as it is which they do not concern: order, escapes, numbers and white space
 * of all that stays. What loses everything that it held goes as a whole. Confined to one document; not thread-safe.
 */
public final class JsonEdits {

    private record Edit(int start, int end, byte[] replacement) {}

    private final byte[] document;
    private final Located root;
    private final Set<Located> removed = new HashSet<>();
    private final Map<Located, byte[]> replaced = new HashMap<>();
    private final Map<Located, List<String>> added = new HashMap<>();

    /** @param root the document, an object */
    public JsonEdits(byte[] document, Located root) {
        this.document = document;
        this.root = root;
    }

    /** The member with its key, or the element. */
    public void remove(Located value) {
        removed.add(value);
    }

    public void replace(Located value, JsonValue replacement) {
        replaced.put(value, Json.bytes(replacement));
    }

    /** A new member of an object, before the others; there must be none of its name, or it must go. */
    public void add(Located object, String key, JsonValue value) {
        added.computeIfAbsent(object, o -> new ArrayList<>()).add(Json.text(Json.string(key)) + ":" + Json.text(value));
    }

    /** Whether it is removed, or all that it holds is. */
    public boolean isGone(Located value) {
        return removed.contains(value)
                || value != root
                        && !replaced.containsKey(value)
                        && !added.containsKey(value)
                        && !value.children().isEmpty()
                        && value.children().stream().allMatch(this::isGone);
    }

    /** The document with all changes made; itself if there are none. */
    public byte[] result() {
        var edits = new ArrayList<Edit>();
        collect(root, edits);
        if (edits.isEmpty()) {
            return document;
        }
        var out = new ByteArrayOutputStream(document.length + 256);
        var at = 0;
        for (var edit : edits) {
            out.write(document, at, edit.start() - at);
            out.writeBytes(edit.replacement());
            at = edit.end();
        }
        out.write(document, at, document.length - at);
        return out.toByteArray();
    }

    /** With what is removed goes the comma before it or, where nothing stays before it, the one behind it. */
    private void collect(Located value, List<Edit> edits) {
        if (replaced.containsKey(value)) {
            edits.add(new Edit(value.span().start(), value.span().end(), replaced.get(value)));
            return;
        }
        var children = value.children();
        if (added.containsKey(value)) {
            var members =
                    String.join(",", added.get(value)) + (children.stream().allMatch(this::isGone) ? "" : ",");
            var inside = value.span().start() + 1;
            edits.add(new Edit(inside, inside, members.getBytes(StandardCharsets.UTF_8)));
        }
        var anyStays = false;
        for (var i = 0; i < children.size(); i++) {
            var child = children.get(i);
            if (!isGone(child)) {
                anyStays = true;
                collect(child, edits);
            } else if (anyStays) {
                edits.add(
                        new Edit(children.get(i - 1).span().end(), child.span().end(), new byte[0]));
            } else {
                var isLast = i + 1 == children.size();
                var end = isLast ? child.span().end() : children.get(i + 1).start();
                edits.add(new Edit(child.start(), end, new byte[0]));
            }
        }
    }
}
