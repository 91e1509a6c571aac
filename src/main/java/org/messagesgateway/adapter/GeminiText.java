package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.util.Locale;
import org.messagesgateway.json.Json;

/** The words of a part that is neither thinking nor a call; files have none but their type. Stateless. */
final class GeminiText {

    private GeminiText() {}

    static String of(JsonObject part) {
        var text = Json.stringOrNull(part, "text");
        if (text != null) {
            return text;
        }
        var code = Json.objectOrNull(part, "executableCode");
        if (code != null) {
            return fenced(string(code, "language").toLowerCase(Locale.ROOT), string(code, "code"));
        }
        var output = Json.objectOrNull(part, "codeExecutionResult");
        if (output != null) {
            return fenced("", string(output, "output"));
        }
        var file = Json.objectOrNull(part, part.containsKey("fileData") ? "fileData" : "inlineData");
        return file == null ? "" : "[" + string(file, "mimeType") + " that cannot be shown]";
    }

    private static String fenced(String language, String code) {
        return "\n```" + language + "\n" + code.stripTrailing() + "\n```\n";
    }

    private static String string(JsonObject object, String key) {
        var value = Json.stringOrNull(object, key);
        return value == null ? "" : value;
    }
}
