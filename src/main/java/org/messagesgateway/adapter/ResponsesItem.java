package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;
import org.messagesgateway.provider.WebSearch;

/**
 * One item of an answer as it comes: in deltas, whole, or both, where the whole counts only if nothing came before.
 * Confined to one answer; not thread-safe.
 */
abstract sealed class ResponsesItem {

    /** What reading items needs to know. */
    record Way(ToolNames names, ToolIds ids, ResponsesThoughts thoughts, MessageStream stream) {}

    /** What becomes a block; the items of tools that nobody here has offered do not. */
    enum Kind {
        MESSAGE,
        REASONING,
        CALL,
        SEARCH
    }

    final Way way;

    /** The part seen last; empty before the first. */
    private String part = "";

    private ResponsesItem(Way way) {
        this.way = way;
    }

    static ResponsesItem of(Kind kind, Way way, String key) {
        return switch (kind) {
            case MESSAGE -> new Words(way);
            case REASONING -> new Reasoning(way);
            case CALL -> new Call(way, key);
            case SEARCH -> new Search(way);
        };
    }

    static @Nullable Kind kind(JsonObject item) {
        var type = Json.stringOrNull(item, "type");
        return switch (type == null ? "" : type) {
            case "message" -> Kind.MESSAGE;
            case "reasoning" -> Kind.REASONING;
            case "function_call" -> Kind.CALL;
            case "web_search_call" -> Kind.SEARCH;
            default -> null;
        };
    }

    boolean isSeen() {
        return !part.isEmpty();
    }

    /** @return whether another part than the one before begins */
    boolean turnsTo(String newPart) {
        var turns = isSeen() && !part.equals(newPart);
        part = newPart;
        return turns;
    }

    /** The item as it begins. */
    void begin(JsonObject item) {}

    abstract void delta(String type, String delta, int index);

    /** A source of what was said last. */
    void annotation(JsonObject annotation) {}

    /** The item as it ends. */
    abstract void whole(JsonObject item);

    static final class Words extends ResponsesItem {

        private final Set<String> told = new HashSet<>();

        Words(Way way) {
            super(way);
        }

        @Override
        void delta(String type, String delta, int index) {
            if (delta.isEmpty()) {
                return;
            }
            if (turnsTo(String.valueOf(index))) {
                way.stream().textEnd();
            }
            if (type.contains("refusal")) {
                way.stream().refusal(delta);
            } else {
                way.stream().text(delta);
            }
        }

        /** Told once more at the end, it is the same. */
        @Override
        void annotation(JsonObject annotation) {
            var url = text(annotation, "url");
            var isNew = isSeen() && text(annotation, "type").equals("url_citation") && !url.isEmpty();
            if (isNew && told.add(url + annotation.get("start_index") + annotation.get("end_index"))) {
                var page = new WebSearch.Page(url, Json.stringOrNull(annotation, "title"));
                way.stream().citation(WebSearch.citation(page, ""));
            }
        }

        @Override
        void whole(JsonObject item) {
            var isTold = isSeen();
            if (item.get("content") instanceof JsonArray content) {
                for (var i = 0; i < content.size(); i++) {
                    if (content.get(i) instanceof JsonObject part) {
                        whole(part, i, isTold);
                    }
                }
            }
            way.stream().textEnd();
        }

        private void whole(JsonObject part, int index, boolean isTold) {
            if (!isTold) {
                delta("text", text(part, "text"), index);
                delta("refusal", text(part, "refusal"), index);
            }
            if (part.get("annotations") instanceof JsonArray list) {
                list.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject)
                        .forEach(this::annotation);
            }
        }
    }

    static final class Reasoning extends ResponsesItem {

        Reasoning(Way way) {
            super(way);
        }

        @Override
        void delta(String type, String delta, int index) {
            if (!delta.isEmpty()) {
                way.stream().thinking(turnsTo(type + index) ? "\n\n" + delta : delta);
            }
        }

        @Override
        void whole(JsonObject item) {
            if (!isSeen()) {
                parts(item, "summary");
                parts(item, "content");
            }
            var signature = way.thoughts().signature(item);
            if (isSeen() || !signature.isEmpty()) {
                way.stream().signature(signature);
                turnsTo("signature");
            }
        }

        private void parts(JsonObject item, String list) {
            if (item.get(list) instanceof JsonArray parts) {
                for (var i = 0; i < parts.size(); i++) {
                    delta(list, parts.get(i) instanceof JsonObject part ? text(part, "text") : "", i);
                }
            }
        }
    }

    static final class Call extends ResponsesItem {

        private final String key;
        private final StringBuilder early = new StringBuilder();
        private boolean isOpen;

        Call(Way way, String key) {
            super(way);
            this.key = key;
        }

        /** Some servers tell the name only at the end. */
        @Override
        void begin(JsonObject item) {
            var id = text(item, "call_id");
            var name = text(item, "name");
            if (!isOpen && !id.isEmpty() && !name.isEmpty()) {
                open(id, name);
            }
        }

        private void open(String id, String name) {
            isOpen = true;
            way.stream().toolCall(key, way.ids().caller(id), way.names().caller(name));
            way.stream().toolArguments(key, early.toString());
        }

        @Override
        void delta(String type, String delta, int index) {
            if (delta.isEmpty()) {
                return;
            }
            turnsTo("arguments");
            if (isOpen) {
                way.stream().toolArguments(key, delta);
            } else {
                early.append(delta);
            }
        }

        @Override
        void whole(JsonObject item) {
            if (!isSeen()) {
                var arguments = item.get("arguments");
                delta(
                        "arguments",
                        arguments instanceof JsonObject object ? Json.text(object) : text(item, "arguments"),
                        0);
            }
            if (!isOpen && !text(item, "name").isEmpty()) {
                open(text(item, item.containsKey("call_id") ? "call_id" : "id"), text(item, "name"));
            }
            way.stream().toolEnd(key);
        }
    }

    /** A search of the web. What is done with a page that was found is not told. */
    static final class Search extends ResponsesItem {

        Search(Way way) {
            super(way);
        }

        @Override
        void delta(String type, String delta, int index) {}

        @Override
        void whole(JsonObject item) {
            var action = Json.objectOrNull(item, "action");
            if (!isSeen() && action != null && text(action, "type").equals("search")) {
                var id = way.stream().serverTool(WebSearch.TOOL, WebSearch.input(text(action, "query")));
                way.stream().serverToolResult(WebSearch.result(id, pages(action)));
            }
            turnsTo("whole");
        }

        private static List<WebSearch.Page> pages(JsonObject action) {
            return action.get("sources") instanceof JsonArray sources
                    ? sources.stream()
                            .filter(JsonObject.class::isInstance)
                            .map(JsonValue::asJsonObject)
                            .filter(source -> !text(source, "url").isEmpty())
                            .map(source -> new WebSearch.Page(text(source, "url"), Json.stringOrNull(source, "title")))
                            .toList()
                    : List.of();
        }
    }

    static String text(JsonObject object, String key) {
        return object.get(key) instanceof JsonString string ? string.getString() : "";
    }
}
