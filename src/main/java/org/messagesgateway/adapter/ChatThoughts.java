package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ChatProfile.ReasoningReplay;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.BrandedSignature;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.ThinkingDisplay;

/**
 * Reads thinking, from whichever field the server uses, and signs it so that it finds back. Confined to one answer; not
 * thread-safe.
 */
final class ChatThoughts {

    private final ChatWayBack back;
    private final MessageStream stream;
    private final StringBuilder text = new StringBuilder();
    private final List<JsonObject> details = new ArrayList<>();

    ChatThoughts(ChatWayBack back, MessageStream stream) {
        this.back = back;
        this.stream = stream;
    }

    /** The first field that says something counts; servers with several say the same in all. */
    void read(JsonObject message) {
        var list = message.get("reasoning_details") instanceof JsonArray array ? array : null;
        if (list != null) {
            list.forEach(this::keep);
        }
        for (var key : new String[] {"reasoning_content", "reasoning"}) {
            var said = Json.stringOrNull(message, key);
            if (said != null && !said.isEmpty()) {
                text(said);
                return;
            }
        }
        if (list != null) {
            list.forEach(this::readDetail);
        }
    }

    private void readDetail(JsonValue detail) {
        if (detail instanceof JsonObject object) {
            var words = Json.stringOrNull(object, "text");
            var said = words == null ? Json.stringOrNull(object, "summary") : words;
            text(said == null ? "" : said);
        }
    }

    /** A {@code thinking} part of a content list; what it holds is a string or a list of text parts. */
    void readPart(JsonObject part) {
        var thinking = part.get("thinking");
        if (thinking instanceof JsonString string) {
            text(string.getString());
        } else if (thinking instanceof JsonArray list) {
            for (var inner : list) {
                var said = inner instanceof JsonObject object ? Json.stringOrNull(object, "text") : null;
                text(said == null ? "" : said);
            }
        }
    }

    void text(String said) {
        text.append(said);
        stream.thinking(said);
    }

    /** Streamed details come in pieces; pieces of one are joined as the server would have written it whole. */
    private void keep(JsonValue detail) {
        if (!(detail instanceof JsonObject piece)) {
            return;
        }
        var last = details.isEmpty() ? null : details.get(details.size() - 1);
        if (last != null && isSame(last, piece)) {
            details.set(details.size() - 1, joined(last, piece));
        } else {
            details.add(piece);
        }
    }

    private static boolean isSame(JsonObject last, JsonObject piece) {
        return piece.containsKey("index")
                && Objects.equals(last.get("index"), piece.get("index"))
                && Objects.equals(last.get("type"), piece.get("type"));
    }

    private static JsonObject joined(JsonObject last, JsonObject piece) {
        var joined = Json.object(last);
        piece.forEach((key, value) -> {
            var isText = key.equals("text") || key.equals("summary") || key.equals("data");
            var before = Json.stringOrNull(last, key);
            if (isText && before != null && value instanceof JsonString more) {
                joined.add(key, before + more.getString());
            } else if (!JsonValue.NULL.equals(value)) {
                joined.add(key, value);
            }
        });
        return joined.build();
    }

    /** Something other than thinking comes: what was thought so far is a whole. */
    void close() {
        var signature = signature();
        if (signature != null) {
            stream.signature(signature.text());
        }
        text.setLength(0);
        details.clear();
    }

    private @Nullable BrandedSignature signature() {
        if (!details.isEmpty() && back.profile().reasoningReplay() == ReasoningReplay.REASONING_DETAILS) {
            var list = Json.array();
            details.forEach(list::add);
            return new BrandedSignature(ChatReplay.DETAILS_BRAND, Json.text(list.build()));
        }
        if (text.toString().isBlank()) {
            return null;
        }
        var isSeen = back.thinking() == ThinkingDisplay.SHOWN;
        return new BrandedSignature(ChatReplay.TEXT_BRAND, isSeen ? "" : text.toString());
    }
}
