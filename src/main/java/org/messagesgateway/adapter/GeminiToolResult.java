package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.config.GeminiProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.provider.BlockText;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;

/** Writes a tool's result: its words as an object, its images and files inside of it or behind it. */
final class GeminiToolResult {

    private final GeminiProfile profile;
    private final ToolNames names;
    private final GeminiParts parts;

    GeminiToolResult(GeminiProfile profile, ToolNames names, GeminiParts parts) {
        this.profile = profile;
        this.names = names;
        this.parts = parts;
    }

    /**
     * @param name of the tool
     * @param attachments takes what the response itself cannot hold, each behind its label
     */
    JsonObject part(ContentBlock.ToolResult result, String name, List<JsonObject> attachments) {
        var lines = new ArrayList<String>();
        var media = Json.array();
        var hasMedia = false;
        for (var block : BlockText.flat(result.content())) {
            var part = parts.media(block);
            if (part == null) {
                lines.add(block instanceof ContentBlock.Text text ? text.text() : parts.words(block));
            } else if (profile.responseParts()) {
                media.add(part);
                hasMedia = true;
            } else {
                var label = "attachment " + (attachments.size() / 2 + 1) + " of tool results";
                lines.add("[" + label + ": see below]");
                attachments.add(GeminiParts.text(label + ":"));
                attachments.add(part);
            }
        }
        var response = Json.object();
        if (profile.functionIds() && !ToolIds.isMade(result.toolUseId())) {
            response.add("id", ToolIds.opaque(result.toolUseId()));
        }
        response.add("name", names.upstream(name))
                .add("response", Json.object().add(result.isError() ? "error" : "result", String.join("\n", lines)));
        if (hasMedia) {
            response.add("parts", media);
        }
        return Json.object().add("functionResponse", response).build();
    }
}
