package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;

/**
 * Tells tool calls apart. Servers leave out the index, or give every call the same; repeat the id or the name in every
 * chunk, or say them empty; and send arguments before either. Confined to one answer; not thread-safe.
 */
final class ChatCalls {

    private static final class Call {
        final String key;
        final @Nullable Integer index;
        String id = "";
        String name = "";
        final StringBuilder early = new StringBuilder();
        boolean isOpen;

        Call(String key, @Nullable Integer index) {
            this.key = key;
            this.index = index;
        }
    }

    private final ToolNames names;
    private final ToolIds ids;
    private final MessageStream stream;
    private final List<Call> calls = new ArrayList<>();

    /** What one list has spoken of: a second entry without an index is another call. */
    private final List<Call> touched = new ArrayList<>();

    ChatCalls(ToolNames names, ToolIds ids, MessageStream stream) {
        this.names = names;
        this.ids = ids;
        this.stream = stream;
    }

    void read(JsonArray entries) {
        touched.clear();
        for (var entry : entries) {
            if (entry instanceof JsonObject object) {
                var function = Json.objectOrNull(object, "function");
                var part = function == null ? Json.object().build() : function;
                read(index(object), string(object, "id"), part);
            }
        }
    }

    /** The one call of the API's first version, without index and id. */
    void readLegacy(JsonObject function) {
        touched.clear();
        read(0, "", function);
    }

    private void read(@Nullable Integer index, String id, JsonObject function) {
        var name = string(function, "name");
        var call = find(index, id, name);
        if (call == null) {
            call = new Call("call-" + calls.size(), index);
            calls.add(call);
        }
        touched.add(call);
        call.id = call.id.isEmpty() ? id : call.id;
        call.name = call.name.isEmpty() ? name : call.name;
        if (!call.isOpen && !call.id.isEmpty() && !call.name.isEmpty()) {
            open(call);
        }
        append(call, arguments(function.get("arguments")));
    }

    private static @Nullable Integer index(JsonObject entry) {
        return entry.get("index") instanceof JsonNumber number ? number.intValue() : null;
    }

    private static String string(JsonObject object, String key) {
        var value = Json.stringOrNull(object, key);
        return value == null ? "" : value;
    }

    /** The call that an entry goes on with; null if it begins one. */
    private @Nullable Call find(@Nullable Integer index, String id, String name) {
        Call found = null;
        for (var call : calls) {
            var fits = index != null ? index.equals(call.index) : !touched.contains(call) && fits(call, id, name);
            found = fits ? call : found;
        }
        return found == null || begins(found, id, name) ? null : found;
    }

    private static boolean fits(Call call, String id, String name) {
        return id.isEmpty() ? name.isEmpty() : id.equals(call.id);
    }

    /** A second name is a second call, unless it is the same name under the same or no id. */
    private static boolean begins(Call call, String id, String name) {
        if (name.isEmpty() || call.name.isEmpty()) {
            return false;
        }
        var otherId = !id.isEmpty() && !call.id.isEmpty() && !id.equals(call.id);
        return otherId || !name.equals(call.name);
    }

    private static String arguments(@Nullable JsonValue arguments) {
        if (arguments instanceof JsonString string) {
            return string.getString();
        }
        return arguments instanceof JsonObject object ? Json.text(object) : "";
    }

    private void open(Call call) {
        call.isOpen = true;
        stream.toolCall(call.key, ids.caller(call.id), names.caller(call.name));
        if (!call.early.isEmpty()) {
            stream.toolArguments(call.key, call.early.toString());
        }
    }

    private void append(Call call, String arguments) {
        if (call.isOpen) {
            stream.toolArguments(call.key, arguments);
        } else {
            call.early.append(arguments);
        }
    }

    /** Calls that never got an id get one; a call that never got a name is none. */
    void end() {
        for (var call : calls) {
            if (!call.isOpen && !call.name.isEmpty()) {
                open(call);
            }
        }
    }
}
