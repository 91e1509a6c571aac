package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;
import org.messagesgateway.provider.UpstreamJson;

/**
 * Reads calls of tools by the index of their block. The input of the tool that stands for an output format is the answer's
 * text; the provider's own tools are not the caller's affair. Confined to one answer; not thread-safe.
 */
final class ConverseCalls {

    /** What becomes of a block's input. */
    private enum Fate {
        CALL,
        TEXT,
        NOTHING
    }

    private final ToolNames names;
    private final ToolIds ids;
    private final ConverseOutputFormat format;
    private final MessageStream stream;
    private final Map<Integer, Fate> open = new HashMap<>();

    ConverseCalls(ToolNames names, ToolIds ids, ConverseOutputFormat format, MessageStream stream) {
        this.names = names;
        this.ids = ids;
        this.format = format;
        this.stream = stream;
    }

    void begin(int index, JsonObject call) {
        var name = Json.stringOrNull(call, "name");
        if (name == null || name.isEmpty()) {
            stream.fail(UpstreamJson.unreadable("the upstream called a tool without a name")
                    .error());
        } else if ("server_tool_use".equals(Json.stringOrNull(call, "type"))) {
            open.put(index, Fate.NOTHING);
        } else if (format.way() == ConverseOutputFormat.Way.TOOL && name.equals(ConverseOutputFormat.NAME)) {
            open.put(index, Fate.TEXT);
        } else {
            var id = Json.stringOrNull(call, "toolUseId");
            open.put(index, Fate.CALL);
            stream.toolCall(key(index), ids.caller(id == null ? "" : id), names.caller(name));
        }
    }

    void input(int index, String json) {
        var fate = open.get(index);
        if (fate == Fate.CALL) {
            stream.toolArguments(key(index), json);
        } else if (fate == Fate.TEXT) {
            stream.text(json);
        } else if (fate == null) {
            stream.fail(UpstreamJson.unreadable("the upstream sent the input of a call that it never began")
                    .error());
        }
    }

    boolean isOpen(int index) {
        return open.containsKey(index);
    }

    /** Whether the block was a call. */
    boolean end(int index) {
        var fate = open.remove(index);
        if (fate == Fate.CALL) {
            stream.toolEnd(key(index));
        } else if (fate == Fate.TEXT) {
            stream.textEnd();
        }
        return fate != null;
    }

    private static String key(int index) {
        return "call-" + index;
    }
}
