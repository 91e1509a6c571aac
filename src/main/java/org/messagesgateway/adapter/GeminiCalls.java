package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;

/**
 * Reads calls, one after the other. Most come whole; of one that comes in pieces, only the first has the name, and the
 * piece that ends it may be missing. Confined to one answer; not thread-safe.
 */
final class GeminiCalls {

    private final ToolNames names;
    private final ToolIds ids;
    private final MessageStream stream;
    private @Nullable GeminiArguments open;
    private int calls;

    GeminiCalls(ToolNames names, ToolIds ids, MessageStream stream) {
        this.names = names;
        this.ids = ids;
        this.stream = stream;
    }

    /** @param beginning hears the id of a call, as the client will know it, before the stream does */
    void read(JsonObject call, Consumer<String> beginning) {
        var name = Json.stringOrNull(call, "name");
        if (name != null && !name.isEmpty()) {
            end();
            var own = Json.stringOrNull(call, "id");
            var id = ids.caller(own == null ? "" : own);
            beginning.accept(id);
            stream.toolCall(key(), id, names.caller(name));
            open = new GeminiArguments();
        }
        var arguments = open;
        if (arguments != null) {
            read(call, arguments);
        }
    }

    private void read(JsonObject call, GeminiArguments arguments) {
        var whole = Json.objectOrNull(call, "args");
        if (whole != null) {
            arguments.addAll(whole);
        }
        if (call.get("partialArgs") instanceof JsonArray pieces) {
            for (var piece : pieces) {
                if (!(piece instanceof JsonObject object && arguments.add(object))) {
                    stream.fail(new ApiError(
                            502, ErrorType.API_ERROR, "the upstream called a tool with arguments that make no sense"));
                }
            }
        }
        if (!call.getBoolean("willContinue", false)) {
            end();
        }
    }

    private String key() {
        return "call-" + calls;
    }

    /** The call that is open, if one is, is complete. */
    void end() {
        var arguments = open;
        if (arguments != null) {
            stream.toolArguments(key(), Json.text(arguments.json()));
            stream.toolEnd(key());
            open = null;
            calls++;
        }
    }
}
