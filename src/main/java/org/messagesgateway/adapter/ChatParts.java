package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ChatProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.Source;
import org.messagesgateway.provider.BlockText;
import org.messagesgateway.provider.Dropped;

/** Writes content parts: text, images, files. */
final class ChatParts {

    /** A part of a user's turn: text, or something else as JSON. */
    sealed interface Part {
        record Words(ContentBlock.Text text) implements Part {}

        record Media(JsonObject json) implements Part {}
    }

    private final ChatProfile profile;
    private final Dropped dropped;
    private final BlockText blockText;

    ChatParts(ChatProfile profile, Dropped dropped) {
        this.profile = profile;
        this.dropped = dropped;
        blockText = new BlockText(dropped);
    }

    /** A string if there is only text, else a list. */
    JsonValue content(List<Part> parts) {
        var texts = parts.stream()
                .filter(Part.Words.class::isInstance)
                .map(part -> ((Part.Words) part).text())
                .toList();
        if (texts.size() == parts.size()) {
            return text(texts, false);
        }
        var list = Json.array();
        for (var part : parts) {
            list.add(part instanceof Part.Media media ? media.json() : textPart(((Part.Words) part).text()));
        }
        return list.build();
    }

    /** @param asParts whether several texts stay apart; else they are one string, with blank lines between */
    JsonValue text(List<ContentBlock.Text> texts, boolean asParts) {
        var isMarked = texts.stream().anyMatch(text -> text.cacheControl() != null);
        if (isMarked && !profile.cacheControl()) {
            dropped.add("cache_control");
        }
        if (asParts && texts.size() > 1 || isMarked && profile.cacheControl()) {
            var list = Json.array();
            texts.forEach(text -> list.add(textPart(text)));
            return list.build();
        }
        return Json.joined("\n\n", texts.stream().map(ContentBlock.Text::json).toList());
    }

    private JsonObject textPart(ContentBlock.Text text) {
        var part = Json.object().add("type", "text").add("text", text.json());
        if (text.cacheControl() != null && profile.cacheControl()) {
            part.add("cache_control", text.cacheControl());
        }
        return part.build();
    }

    /** @param isNew whether what cannot be carried is refused; else a word takes its place */
    List<Part> of(List<ContentBlock> blocks, boolean isNew) {
        var parts = new ArrayList<Part>();
        for (var block : blocks) {
            if (block instanceof ContentBlock.Document document && document.source() instanceof Source.Blocks inner) {
                addWords(parts, BlockText.heading(document));
                parts.addAll(of(inner.content(), isNew));
                continue;
            }
            var media = media(block);
            if (media != null) {
                parts.add(new Part.Media(media));
            } else if (isNew && BlockText.isMedia(block)) {
                throw BlockText.refusal(block);
            } else if (block instanceof ContentBlock.Text text) {
                parts.add(new Part.Words(text));
            } else {
                addWords(parts, blockText.of(block));
            }
        }
        return parts;
    }

    private static void addWords(List<Part> parts, String words) {
        if (!words.isEmpty()) {
            parts.add(new Part.Words(new ContentBlock.Text(words)));
        }
    }

    /** The part for an image or a file; null for anything else, or where the server does not take it. */
    @Nullable
    JsonObject media(ContentBlock block) {
        if (block instanceof ContentBlock.Image image && profile.images()) {
            return imagePart(image.source());
        }
        return block instanceof ContentBlock.Document document ? pdfPart(document) : null;
    }

    private @Nullable JsonObject imagePart(Source source) {
        var url = source instanceof Source.Base64 base64 ? base64.dataUrl() : null;
        if (source instanceof Source.Url external && profile.imageUrls()) {
            url = external.url();
        }
        return url == null
                ? null
                : Json.object()
                        .add("type", "image_url")
                        .add("image_url", Json.object().add("url", url))
                        .build();
    }

    private @Nullable JsonObject pdfPart(ContentBlock.Document document) {
        var data = document.source() instanceof Source.Base64 base64 ? base64.dataUrl() : null;
        var any = document.source() instanceof Source.Url url ? url.url() : data;
        return switch (profile.pdf()) {
            case NONE -> null;
            case FILE -> data == null ? null : filePart(document.title(), data);
            case FILE_OR_URL -> any == null ? null : filePart(document.title(), any);
            case DOCUMENT_URL -> any == null ? null : documentUrlPart(any);
        };
    }

    private static JsonObject filePart(@Nullable String title, String data) {
        return Json.object()
                .add("type", "file")
                .add(
                        "file",
                        Json.object()
                                .add("filename", title == null ? "document.pdf" : title)
                                .add("file_data", data))
                .build();
    }

    private static JsonObject documentUrlPart(String url) {
        return Json.object()
                .add("type", "document_url")
                .add("document_url", url)
                .build();
    }

    /** Text in place of a block that is none; empty where it is left out. */
    String words(ContentBlock block) {
        return blockText.of(block);
    }
}
