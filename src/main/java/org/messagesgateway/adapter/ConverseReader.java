package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.MessageStream;

/**
 * Reads the events of a stream, or a whole answer's blocks as if they were some, and says what it sees. Only calls are
 * announced; any other block begins with its first piece. Confined to one answer; not thread-safe.
 */
final class ConverseReader {

    private final MessageStream stream;
    private final ConverseCalls calls;
    private final ConverseReasoning reasoning;
    private int block = -1;
    private boolean hasContent;
    private boolean hasUsage;

    ConverseReader(MessageStream stream, ConverseCalls calls, ConverseThoughts thoughts) {
        this.stream = stream;
        this.calls = calls;
        reasoning = new ConverseReasoning(thoughts, stream);
    }

    MessageStream stream() {
        return stream;
    }

    /** Whether everything is there that belongs to an answer. */
    boolean isComplete() {
        return stream.hasStop() && hasUsage;
    }

    void read(String event, JsonObject payload) {
        switch (event) {
            case "messageStart" -> stream.started();
            case "contentBlockStart" -> begin(index(payload), member(payload, "start"));
            case "contentBlockDelta" -> piece(index(payload), member(payload, "delta"));
            case "contentBlockStop" -> end(index(payload));
            case "messageStop" -> stop(payload);
            case "metadata" -> usage(payload);
            default -> {} // A kind that is not known yet.
        }
    }

    /** A block of a whole answer. */
    void whole(int index, JsonObject content) {
        begin(index, content);
        var call = Json.objectOrNull(content, "toolUse");
        if (call != null) {
            calls.input(index, Json.text(member(call, "input")));
        }
        var thought = Json.objectOrNull(content, "reasoningContent");
        if (thought != null) {
            var readable = Json.objectOrNull(thought, "reasoningText");
            reasoning.read(readable == null ? thought : readable);
        }
        var cited = Json.objectOrNull(content, "citationsContent");
        if (cited != null && cited.get("content") instanceof JsonArray texts) {
            texts.getValuesAs(JsonObject.class).forEach(this::text);
        }
        text(content);
        end(index);
    }

    private void begin(int index, JsonObject start) {
        next(index);
        var call = Json.objectOrNull(start, "toolUse");
        if (call != null) {
            hasContent = true;
            calls.begin(index, call);
        }
    }

    private void piece(int index, JsonObject delta) {
        next(index);
        var call = Json.objectOrNull(delta, "toolUse");
        if (call != null) {
            var json = Json.stringOrNull(call, "input");
            calls.input(index, json == null ? "" : json);
        }
        var thought = Json.objectOrNull(delta, "reasoningContent");
        if (thought != null) {
            reasoning.read(thought);
        }
        text(delta);
    }

    private void text(JsonObject content) {
        var text = Json.stringOrNull(content, "text");
        if (text != null) {
            hasContent |= !text.isBlank();
            stream.text(text);
        }
    }

    /** The end of a block may be missing where the next begins; but a call may go on behind that. */
    private void next(int index) {
        if (index != block && block >= 0 && !calls.isOpen(block)) {
            end(block);
        }
        block = index;
    }

    private void end(int index) {
        reasoning.end();
        if (!calls.end(index)) {
            stream.textEnd();
        }
        block = -1;
    }

    /** Why the answer ends, and the fields of the model's own that were asked for. */
    void stop(JsonObject payload) {
        if (block >= 0) {
            end(block);
        }
        var reason = Json.stringOrNull(payload, "stopReason");
        var sequence = Json.stringOrNull(member(payload, "additionalModelResponseFields"), "stop_sequence");
        ConverseStops.read(reason == null ? "" : reason, sequence, hasContent, stream);
    }

    void usage(JsonObject payload) {
        var usage = Json.objectOrNull(payload, "usage");
        if (usage != null) {
            hasUsage = true;
            stream.usage(ConverseUsage.of(usage));
        }
    }

    private static JsonObject member(JsonObject owner, String name) {
        var member = Json.objectOrNull(owner, name);
        return member == null ? JsonObject.EMPTY_JSON_OBJECT : member;
    }

    private static int index(JsonObject payload) {
        return payload.get("contentBlockIndex") instanceof JsonNumber index ? Math.max(0, index.intValue()) : 0;
    }
}
