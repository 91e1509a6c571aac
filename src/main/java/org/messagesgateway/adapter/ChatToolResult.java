package org.messagesgateway.adapter;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.config.ChatProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.provider.BlockText;

/** Writes the content of a tool's message. */
final class ChatToolResult {

    private final ContentBlock.ToolResult result;
    private final String id;
    private final ChatParts parts;
    private final ChatProfile profile;

    /** @param id the call's, as the upstream knows it */
    ChatToolResult(ContentBlock.ToolResult result, String id, ChatParts parts, ChatProfile profile) {
        this.result = result;
        this.id = id;
        this.parts = parts;
        this.profile = profile;
    }

    /** @param attachments takes what the message itself cannot hold, each behind its label */
    JsonValue content(List<ChatParts.Part> attachments) {
        var lines = new ArrayList<JsonString>();
        var media = new ArrayList<ChatParts.Part>();
        BlockText.flat(result.content()).forEach(block -> add(block, lines, media, attachments));
        var text = BlockText.outcome(result, Json.joined("\n", lines));
        if (media.isEmpty()) {
            return parts.text(List.of(new ContentBlock.Text(text, result.cacheControl())), false);
        }
        media.add(0, new ChatParts.Part.Words(new ContentBlock.Text(text, null)));
        return parts.content(media);
    }

    private void add(
            ContentBlock block, List<JsonString> lines, List<ChatParts.Part> media, List<ChatParts.Part> attachments) {
        var part = parts.media(block);
        if (part == null) {
            lines.add(block instanceof ContentBlock.Text text ? text.json() : Json.string(parts.words(block)));
        } else if (profile.toolMessageImages() && block instanceof ContentBlock.Image) {
            media.add(new ChatParts.Part.Media(part));
        } else {
            var label = "attachment " + (attachments.size() / 2 + 1) + " of tool result " + id;
            lines.add(Json.string("[" + label + ": see below]"));
            attachments.add(new ChatParts.Part.Words(new ContentBlock.Text(label + ":")));
            attachments.add(new ChatParts.Part.Media(part));
        }
    }
}
