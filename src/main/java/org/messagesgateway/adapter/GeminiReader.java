package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.CallSignatures;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.UpstreamErrors;

/**
 * Reads chunks, or a whole answer as if it were one chunk, and says what it sees. Why the answer ends is only remembered:
 * more may follow. Confined to one answer; not thread-safe.
 */
final class GeminiReader {

    private final MessageStream stream;
    private final GeminiCalls calls;
    private final GeminiThoughts thoughts;
    private final GeminiCode code;
    private final GeminiGrounding grounding;
    private final UpstreamErrors errors;
    private final CallSignatures signatures;
    private boolean hasContent;

    GeminiReader(MessageStream stream, GeminiCalls calls, UpstreamErrors errors, CallSignatures signatures) {
        this.signatures = signatures;
        this.stream = stream;
        this.calls = calls;
        this.errors = errors;
        thoughts = new GeminiThoughts(stream);
        code = new GeminiCode(stream);
        grounding = new GeminiGrounding(stream);
    }

    MessageStream stream() {
        return stream;
    }

    void read(JsonObject chunk) {
        if (isError(chunk)) {
            stream.fail(errors.inBand(chunk));
            return;
        }
        var candidate = firstCandidate(chunk);
        if (candidate != null) {
            stream.started();
            readCandidate(candidate);
        }
        var blocked = blockReason(chunk);
        if (blocked != null) {
            stream.blocked(blocked);
        }
        var usage = Json.objectOrNull(chunk, "usageMetadata");
        if (usage != null && GeminiUsage.isCount(usage)) {
            stream.usage(GeminiUsage.of(usage));
        }
    }

    static boolean isError(JsonObject chunk) {
        return chunk.containsKey("error") && !chunk.isNull("error");
    }

    /** Whether this is an answer, be it none at all for a prompt that was blocked. */
    static boolean isAnswer(JsonObject chunk) {
        return firstCandidate(chunk) != null || blockReason(chunk) != null;
    }

    private static @Nullable String blockReason(JsonObject chunk) {
        var feedback = Json.objectOrNull(chunk, "promptFeedback");
        return feedback == null ? null : Json.stringOrNull(feedback, "blockReason");
    }

    /** The first alternative; any other is another answer. */
    private static @Nullable JsonObject firstCandidate(JsonObject chunk) {
        if (chunk.get("candidates") instanceof JsonArray candidates) {
            for (var candidate : candidates) {
                if (candidate instanceof JsonObject object
                        && (!(object.get("index") instanceof JsonNumber index) || index.intValue() == 0)) {
                    return object;
                }
            }
        }
        return null;
    }

    private void readCandidate(JsonObject candidate) {
        var content = Json.objectOrNull(candidate, "content");
        if (content != null && content.get("parts") instanceof JsonArray parts) {
            for (var part : parts) {
                if (part instanceof JsonObject object) {
                    readPart(object);
                }
            }
        }
        var metadata = Json.objectOrNull(candidate, "groundingMetadata");
        if (metadata != null) {
            grounding.read(metadata);
        }
        var reason = Json.stringOrNull(candidate, "finishReason");
        if (reason != null) {
            GeminiStops.read(reason, hasContent, stream);
        }
    }

    private void readPart(JsonObject part) {
        var signature = Json.stringOrNull(part, "thoughtSignature");
        var call = Json.objectOrNull(part, "functionCall");
        if (call != null) {
            hasContent = true;
            calls.read(call, id -> beforeCall(id, signature));
        } else if (GeminiCode.isCode(part)) {
            hasContent = true;
            thoughts.beforeServerTool();
            code.read(part);
        } else if (part.getBoolean("thought", false)) {
            thoughts.text(GeminiText.of(part));
            thoughts.beforeText("", signature);
        } else {
            var text = GeminiText.of(part);
            thoughts.beforeText(text, signature);
            hasContent |= !text.isBlank();
            stream.text(text);
        }
    }

    private void beforeCall(String id, @Nullable String signature) {
        if (signature != null) {
            signatures.keep(id, signature);
        }
        thoughts.beforeCall(id, signature);
    }

    /** The answer is over. A call that is open then is whole, unless the answer was cut off. */
    void end() {
        if (stream.hasStop()) {
            calls.end();
        }
        grounding.cite();
        thoughts.close();
        grounding.search();
        stream.end();
    }
}
