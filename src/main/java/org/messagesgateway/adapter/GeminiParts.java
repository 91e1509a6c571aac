package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.GeminiProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.Source;
import org.messagesgateway.provider.BlockText;
import org.messagesgateway.provider.Dropped;

/** Writes parts of content: text, images, files. */
final class GeminiParts {

    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "heic", "image/heic",
            "heif", "image/heif",
            "pdf", "application/pdf",
            "txt", "text/plain");

    private final GeminiProfile profile;
    private final BlockText blockText;

    GeminiParts(GeminiProfile profile, Dropped dropped) {
        this.profile = profile;
        blockText = new BlockText(dropped);
    }

    static JsonObject text(String text) {
        return Json.object().add("text", text).build();
    }

    /** What the caller says as the system in the midst of a conversation; there is no such role. */
    List<JsonObject> reminder(List<ContentBlock> content) {
        var words = content.stream()
                .map(block -> block instanceof ContentBlock.Text text ? text.text() : words(block))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
        return words.isEmpty() ? List.of() : List.of(text("<system-reminder>\n" + words + "\n</system-reminder>"));
    }

    /** @param isNew whether what cannot be carried is refused; else a word takes its place */
    List<JsonObject> of(List<ContentBlock> blocks, boolean isNew) {
        var parts = new ArrayList<JsonObject>();
        for (var block : blocks) {
            if (block instanceof ContentBlock.Document document && document.source() instanceof Source.Blocks inner) {
                addWords(parts, BlockText.heading(document));
                parts.addAll(of(inner.content(), isNew));
                continue;
            }
            var media = media(block);
            if (media != null) {
                parts.add(media);
            } else if (BlockText.isMedia(block) && isNew) {
                throw BlockText.refusal(block);
            } else {
                addWords(parts, block instanceof ContentBlock.Text text ? text.text() : words(block));
            }
        }
        return parts;
    }

    private static void addWords(List<JsonObject> parts, String words) {
        if (!words.isEmpty()) {
            parts.add(text(words));
        }
    }

    /** Text in place of a block that is none; empty where it is left out. */
    String words(ContentBlock block) {
        return blockText.of(block);
    }

    /** The part for an image or a file; null for anything else, or where the server does not take it. */
    @Nullable
    JsonObject media(ContentBlock block) {
        if (block instanceof ContentBlock.Image image) {
            return media(image.source(), "image/jpeg");
        }
        return block instanceof ContentBlock.Document document ? media(document.source(), "application/pdf") : null;
    }

    /** @param usual the type of a file whose name does not tell */
    private @Nullable JsonObject media(Source source, String usual) {
        if (source instanceof Source.Base64 base64) {
            var data = Json.object().add("mimeType", base64.mediaType()).add("data", base64.data());
            return Json.object().add("inlineData", data).build();
        }
        if (source instanceof Source.Url url && (profile.fileUrls() || url.url().startsWith("gs://"))) {
            var data = Json.object().add("mimeType", type(url.url(), usual)).add("fileUri", url.url());
            return Json.object().add("fileData", data).build();
        }
        return null;
    }

    private static String type(String url, String usual) {
        var path = url.replaceAll("[?#].*", "");
        var ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, usual);
    }
}
