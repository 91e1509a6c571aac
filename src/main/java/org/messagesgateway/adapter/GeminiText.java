package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import org.messagesgateway.json.Json;

/** The words of a part that is neither thinking nor a call nor code; files have none but their type. Stateless. */
final class GeminiText {

    private GeminiText() {}

    static String of(JsonObject part) {
        var text = Json.stringOrNull(part, "text");
        if (text != null) {
            return text;
        }
        var file = Json.objectOrNull(part, part.containsKey("fileData") ? "fileData" : "inlineData");
        return file == null ? "" : "[" + string(file, "mimeType") + " that cannot be shown]";
    }

    private static String string(JsonObject object, String key) {
        var value = Json.stringOrNull(object, key);
        return value == null ? "" : value;
    }
}
