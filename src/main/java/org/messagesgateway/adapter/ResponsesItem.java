package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;

/**
 * One item of an answer as it comes: in deltas, whole, or both, where the whole counts only if nothing came before.
 * Confined to one answer; not thread-safe.
 */
abstract sealed class ResponsesItem {

    /** What reading items needs to know. */
    record Way(ToolNames names, ToolIds ids, ResponsesThoughts thoughts, MessageStream stream) {}

    /** What becomes a block; the items of tools that the server runs itself do not. */
    enum Kind {
        MESSAGE,
        REASONING,
        CALL
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
        };
    }

    static @Nullable Kind kind(JsonObject item) {
        var type = Json.stringOrNull(item, "type");
        return switch (type == null ? "" : type) {
            case "message" -> Kind.MESSAGE;
            case "reasoning" -> Kind.REASONING;
            case "function_call" -> Kind.CALL;
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

    /** The item as it ends. */
    abstract void whole(JsonObject item);

    static final class Words extends ResponsesItem {

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

        @Override
        void whole(JsonObject item) {
            if (!isSeen() && item.get("content") instanceof JsonArray content) {
                for (var i = 0; i < content.size(); i++) {
                    if (content.get(i) instanceof JsonObject part) {
                        delta("text", text(part, "text"), i);
                        delta("refusal", text(part, "refusal"), i);
                    }
                }
            }
            way.stream().textEnd();
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

    static String text(JsonObject object, String key) {
        return object.get(key) instanceof JsonString string ? string.getString() : "";
    }
}
