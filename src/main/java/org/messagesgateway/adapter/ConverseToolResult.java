package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.config.ConverseProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.provider.BlockText;
import org.messagesgateway.provider.ToolIds;

/** Writes a tool's result: words, and images and files inside of it or behind it. */
final class ConverseToolResult {

    private final ConverseProfile profile;
    private final ConverseBlocks blocks;

    ConverseToolResult(ConverseProfile profile, ConverseBlocks blocks) {
        this.profile = profile;
        this.blocks = blocks;
    }

    /** @param attachments takes what the result itself cannot hold, each behind its label */
    JsonObject block(ContentBlock.ToolResult result, List<JsonObject> attachments) {
        var content = new ArrayList<JsonObject>();
        for (var block : BlockText.flat(result.content())) {
            var media = blocks.media(block);
            if (media == null) {
                addWords(blocks.words(block), content);
            } else if (profile.toolResultMedia()) {
                content.add(media);
            } else {
                var label = "attachment " + (attachments.size() / 2 + 1) + " of tool results";
                addWords("[" + label + ": see below]", content);
                attachments.add(ConverseBlocks.text(label + ":"));
                attachments.add(media);
            }
        }
        if (content.isEmpty()) {
            content.add(ConverseBlocks.text(" "));
        }
        var json = Json.object()
                .add("toolUseId", ToolIds.plain(result.toolUseId()))
                .add("content", ConverseBlocks.array(content))
                .add("status", result.isError() ? "error" : "success");
        return Json.object().add("toolResult", json).build();
    }

    private static void addWords(String words, List<JsonObject> content) {
        if (!words.isBlank()) {
            content.add(ConverseBlocks.text(words));
        }
    }
}
