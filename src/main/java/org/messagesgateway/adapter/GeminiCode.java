package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.MessageStream;

/** Passes on code that Gemini wrote and ran itself, and what it gave. Confined to one answer; not thread-safe. */
final class GeminiCode {

    private static final String TOOL = "code_execution";

    private final MessageStream stream;

    /** The call that waits for its result. */
    private @Nullable String id;

    GeminiCode(MessageStream stream) {
        this.stream = stream;
    }

    static boolean isCode(JsonObject part) {
        return part.containsKey("executableCode") || part.containsKey("codeExecutionResult");
    }

    void read(JsonObject part) {
        var code = Json.objectOrNull(part, "executableCode");
        if (code != null) {
            id = stream.serverTool(
                    TOOL, Json.object().add("code", string(code, "code")).build());
        }
        var result = Json.objectOrNull(part, "codeExecutionResult");
        if (result != null) {
            // Some results come without the code.
            var call = id == null
                    ? stream.serverTool(TOOL, Json.object().add("code", "").build())
                    : id;
            id = null;
            stream.serverToolResult(Json.object()
                    .add("type", "code_execution_tool_result")
                    .add("tool_use_id", call)
                    .add("content", content(string(result, "outcome"), string(result, "output")))
                    .build());
        }
    }

    private static JsonObject content(String outcome, String output) {
        if (outcome.equals("OUTCOME_DEADLINE_EXCEEDED")) {
            return Json.object()
                    .add("type", "code_execution_tool_result_error")
                    .add("error_code", "execution_time_exceeded")
                    .build();
        }
        var isGood = outcome.isEmpty() || outcome.equals("OUTCOME_OK");
        return Json.object()
                .add("type", "code_execution_result")
                .add("stdout", isGood ? output : "")
                .add("stderr", isGood ? "" : output)
                .add("return_code", isGood ? 0 : 1)
                .add("content", Json.array())
                .build();
    }

    private static String string(JsonObject object, String key) {
        var value = Json.stringOrNull(object, key);
        return value == null ? "" : value;
    }
}
