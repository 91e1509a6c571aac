package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.ToolIds;

/**
 * Reads chunks, or a whole answer as if it were one chunk, and says what it sees. Confined to one answer; not
 * thread-safe.
 */
final class ChatReader {

    private final MessageStream stream;
    private final ChatWayBack back;
    private final ChatCalls calls;
    private final ChatThoughts thoughts;
    private final ThinkTags tags;
    private final ChatSources sources;
    private boolean hasSpoken;
    private boolean hasUsage;

    ChatReader(ChatWayBack back, ToolIds ids, MessageStream stream) {
        this.back = back;
        this.stream = stream;
        calls = new ChatCalls(back.names(), ids, stream);
        thoughts = new ChatThoughts(back, stream);
        sources = new ChatSources(stream);
        tags = new ThinkTags(thoughts::text, this::plainText);
    }

    MessageStream stream() {
        return stream;
    }

    /** Whether finish and usage are both there. */
    boolean isComplete() {
        return stream.hasStop() && hasUsage;
    }

    /** In this order, as one chunk may hold all of it: an error, usage, content, the finish. */
    void read(JsonObject chunk) {
        if (isError(chunk)) {
            stream.fail(back.errors().inBand(chunk));
            return;
        }
        var choice = firstChoice(chunk);
        readUsage(chunk, choice);
        if (choice != null) {
            stream.started();
            readChoice(choice);
        }
        sources.readChunk(chunk);
    }

    static boolean isError(JsonObject chunk) {
        return chunk.containsKey("error") && !chunk.isNull("error")
                || "error".equals(Json.stringOrNull(chunk, "object"))
                || "error".equals(Json.stringOrNull(chunk, "type"));
    }

    /** The first alternative; any other is another answer. */
    static @Nullable JsonObject firstChoice(JsonObject chunk) {
        if (!(chunk.get("choices") instanceof JsonArray choices)) {
            return null;
        }
        for (var choice : choices) {
            if (choice instanceof JsonObject object && isFirst(object)) {
                return object;
            }
        }
        return null;
    }

    private static boolean isFirst(JsonObject choice) {
        return !(choice.get("index") instanceof JsonNumber index) || index.intValue() == 0;
    }

    private void readChoice(JsonObject choice) {
        var message = said(choice);
        if (message != null) {
            hasSpoken |= !isSilent(message);
            readMessage(message);
        }
        var finish = Json.stringOrNull(choice, "finish_reason");
        if (finish != null) {
            ChatStops.read(finish, Json.stringOrNull(choice, "stop_reason"), stream);
        }
    }

    /** Some servers put an empty delta beside a whole message, and all that was said so far beside a delta. */
    private @Nullable JsonObject said(JsonObject choice) {
        var delta = Json.objectOrNull(choice, "delta");
        var message = Json.objectOrNull(choice, "message");
        return message != null && (delta == null || !hasSpoken && isSilent(delta)) ? message : delta;
    }

    private static boolean isSilent(JsonObject message) {
        var content = Json.stringOrNull(message, "content");
        return (content == null || content.isEmpty())
                && Set.of("role", "content").containsAll(message.keySet());
    }

    private void readMessage(JsonObject message) {
        thoughts.read(message);
        readContent(message.get("content"));
        sources.readMessage(message);
        var refusal = Json.stringOrNull(message, "refusal");
        if (refusal != null && !refusal.isEmpty()) {
            thoughts.close();
            stream.refusal(refusal);
        }
        if (message.get("tool_calls") instanceof JsonArray toolCalls && !toolCalls.isEmpty()) {
            thoughts.close();
            calls.read(toolCalls);
        }
        var legacy = Json.objectOrNull(message, "function_call");
        if (legacy != null) {
            thoughts.close();
            calls.readLegacy(legacy);
        }
    }

    private void readContent(@Nullable JsonValue content) {
        if (content instanceof JsonString string) {
            text(string.getString());
        } else if (content instanceof JsonArray parts) {
            for (var part : parts) {
                if (part instanceof JsonObject object) {
                    readPart(object);
                }
            }
        }
    }

    private void readPart(JsonObject part) {
        if ("thinking".equals(Json.stringOrNull(part, "type"))) {
            thoughts.readPart(part);
        } else {
            var text = Json.stringOrNull(part, "text");
            text(text == null ? "" : text);
        }
    }

    private void text(String text) {
        if (back.profile().thinkTags()) {
            tags.append(text);
        } else {
            plainText(text);
        }
    }

    private void plainText(String text) {
        if (!text.isEmpty()) {
            thoughts.close();
            stream.text(text);
        }
    }

    private void readUsage(JsonObject chunk, @Nullable JsonObject choice) {
        var groq = Json.objectOrNull(chunk, "x_groq");
        for (var owner : new @Nullable JsonObject[] {chunk, choice, groq}) {
            var usage = owner == null ? null : Json.objectOrNull(owner, "usage");
            if (usage != null) {
                hasUsage = true;
                stream.usage(ChatUsage.of(usage));
                return;
            }
        }
    }

    /** The answer is over. */
    void end() {
        tags.end();
        sources.end();
        thoughts.close();
        calls.end();
        stream.end();
    }
}
