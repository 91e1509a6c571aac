package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;

/**
 * Reads the events of items one item after the other: those of a later item wait until the earlier one is done. Servers
 * leave out the index or the beginning, change ids between events, and tell some items only at the end. Confined to one
 * answer; not thread-safe.
 */
final class ResponsesItems {

    private static final class Entry {
        final ResponsesItem.Kind kind;
        final @Nullable Integer index;
        final String id;
        final ResponsesItem item;
        final Deque<JsonObject> waiting = new ArrayDeque<>();
        boolean isDone;

        Entry(ResponsesItem.Kind kind, @Nullable Integer index, String id, ResponsesItem item) {
            this.kind = kind;
            this.index = index;
            this.id = id;
            this.item = item;
        }
    }

    private static final String ANNOTATION = "response.output_text.annotation.added";

    private final ResponsesItem.Way way;
    private final List<Entry> entries = new ArrayList<>();

    ResponsesItems(ResponsesItem.Way way) {
        this.way = way;
    }

    /** Takes an event; one that tells of no item that becomes a block says nothing. */
    void on(JsonObject event) {
        var kind = kind(event);
        if (kind == null) {
            return;
        }
        var index = event.get("output_index") instanceof JsonNumber number ? number.intValue() : null;
        var whole = Json.objectOrNull(event, "item");
        var id = whole == null ? ResponsesItem.text(event, "item_id") : ResponsesItem.text(whole, "id");
        var begins = "response.output_item.added".equals(Json.stringOrNull(event, "type"));
        var known = named(kind, index, id);
        var entry = known != null || begins ? known : open(kind, index, id);
        (entry == null ? add(kind, index, id) : entry).waiting.add(event);
        advance();
    }

    private static ResponsesItem.@Nullable Kind kind(JsonObject event) {
        var item = Json.objectOrNull(event, "item");
        if (item != null) {
            return ResponsesItem.kind(item);
        }
        return switch (ResponsesItem.text(event, "type")) {
            case "response.output_text.delta", "response.refusal.delta", ANNOTATION -> ResponsesItem.Kind.MESSAGE;
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
                ResponsesItem.Kind.REASONING;
            case "response.function_call_arguments.delta", "response.function_call_arguments.done" ->
                ResponsesItem.Kind.CALL;
            case "response.web_search_call.in_progress",
                    "response.web_search_call.searching",
                    "response.web_search_call.completed" -> ResponsesItem.Kind.SEARCH;
            default -> null;
        };
    }

    /** The one with this id; at another index it is another one: some servers give several items the same. */
    private @Nullable Entry named(ResponsesItem.Kind kind, @Nullable Integer index, String id) {
        return entries.stream()
                .filter(entry -> !id.isEmpty() && entry.kind == kind && entry.id.equals(id))
                .filter(entry -> index == null || entry.index == null || index.equals(entry.index))
                .findFirst()
                .orElse(null);
    }

    /** The one at this index whatever its id; without index and id, the last one. */
    private @Nullable Entry open(ResponsesItem.Kind kind, @Nullable Integer index, String id) {
        return entries.stream()
                .filter(entry -> entry.kind == kind && !entry.isDone)
                .filter(entry -> index == null ? id.isEmpty() : index.equals(entry.index))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private Entry add(ResponsesItem.Kind kind, @Nullable Integer index, String id) {
        var entry = new Entry(kind, index, id, ResponsesItem.of(kind, way, "call-" + entries.size()));
        entries.add(entry);
        return entry;
    }

    private void advance() {
        for (var entry : entries) {
            drain(entry);
            if (!entry.isDone) {
                return;
            }
        }
    }

    private static void drain(Entry entry) {
        for (var event = entry.waiting.poll(); event != null; event = entry.waiting.poll()) {
            if (!entry.isDone) {
                read(entry, event);
            }
        }
    }

    private static void read(Entry entry, JsonObject event) {
        var item = entry.item;
        var whole = Json.objectOrNull(event, "item");
        var type = ResponsesItem.text(event, "type");
        switch (type) {
            case "response.output_item.added" -> item.begin(whole == null ? event : whole);
            case "response.output_item.done" -> {
                item.whole(whole == null ? event : whole);
                entry.isDone = true;
            }
            case "response.function_call_arguments.done" -> {
                if (!item.isSeen()) {
                    item.delta(type, ResponsesItem.text(event, "arguments"), 0);
                }
            }
            case ANNOTATION -> {
                var annotation = Json.objectOrNull(event, "annotation");
                item.annotation(annotation == null ? JsonValue.EMPTY_JSON_OBJECT : annotation);
            }
            default -> item.delta(type, ResponsesItem.text(event, "delta"), part(event));
        }
    }

    private static int part(JsonObject event) {
        var index = event.get(event.containsKey("summary_index") ? "summary_index" : "content_index");
        return index instanceof JsonNumber number ? number.intValue() : 0;
    }

    /** The answer is over; what it holds and nothing has told of yet is told now. */
    void end(JsonArray output) {
        var untold = new ArrayList<JsonObject>();
        for (var value : output) {
            if (value instanceof JsonObject item && ResponsesItem.kind(item) != null) {
                untold.add(item);
            }
        }
        var wholes = new HashMap<Entry, JsonObject>();
        entries.forEach(entry -> match(entry, untold, wholes, ResponsesItems::isSameId));
        entries.forEach(entry -> match(entry, untold, wholes, (one, item) -> true));
        for (var entry : entries) {
            drain(entry);
            if (!entry.isDone || !entry.item.isSeen()) {
                entry.item.whole(wholes.getOrDefault(entry, JsonValue.EMPTY_JSON_OBJECT));
            }
        }
        for (var item : untold) {
            var kind = ResponsesItem.kind(item);
            if (kind != null) {
                add(kind, null, ResponsesItem.text(item, "id")).item.whole(item);
            }
        }
    }

    /** Where ids change between events, the order of the items of a kind tells which is which. */
    private static void match(
            Entry entry,
            List<JsonObject> untold,
            Map<Entry, JsonObject> wholes,
            BiPredicate<Entry, JsonObject> isSame) {
        untold.stream()
                .filter(item -> !wholes.containsKey(entry) && ResponsesItem.kind(item) == entry.kind)
                .filter(item -> isSame.test(entry, item))
                .findFirst()
                .ifPresent(item -> {
                    wholes.put(entry, item);
                    untold.remove(item);
                });
    }

    private static boolean isSameId(Entry entry, JsonObject item) {
        return !entry.id.isEmpty() && entry.id.equals(ResponsesItem.text(item, "id"));
    }
}
