package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ConverseProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.Source;
import org.messagesgateway.provider.BlockText;
import org.messagesgateway.provider.Dropped;

/** Writes blocks of content: text, images, documents. Confined to one translation; not thread-safe. */
final class ConverseBlocks {

    private static final Map<String, String> IMAGES =
            Map.of("image/png", "png", "image/jpeg", "jpeg", "image/gif", "gif", "image/webp", "webp");

    private static final Map<String, String> DOCUMENTS = Map.of(
            "application/pdf", "pdf",
            "text/plain", "txt",
            "text/csv", "csv",
            "text/html", "html",
            "text/markdown", "md",
            "application/msword", "doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
            "application/vnd.ms-excel", "xls",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private final ConverseProfile profile;
    private final ConverseCachePoints cachePoints;
    private final BlockText blockText;
    private int documents;

    ConverseBlocks(ConverseProfile profile, ConverseCachePoints cachePoints, Dropped dropped) {
        this.profile = profile;
        this.cachePoints = cachePoints;
        blockText = new BlockText(dropped);
    }

    static JsonObject text(String text) {
        return text(Json.string(text));
    }

    static JsonObject text(JsonString text) {
        return Json.object().add("text", text).build();
    }

    static JsonArray array(List<JsonObject> blocks) {
        var array = Json.array();
        blocks.forEach(array::add);
        return array.build();
    }

    /** What the caller says as the system in the midst of a conversation; there is no such role. */
    List<JsonObject> reminder(List<ContentBlock> content) {
        var words = content.stream()
                .map(this::words)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        return words.isEmpty() ? List.of() : List.of(text("<system-reminder>\n" + words + "\n</system-reminder>"));
    }

    /**
     * Adds a block, and a cache point if it is marked.
     *
     * @param isNew whether what cannot be carried is refused; else a word takes its place
     */
    void add(ContentBlock block, boolean isNew, List<JsonObject> written) {
        if (block instanceof ContentBlock.Document document && document.source() instanceof Source.Blocks inner) {
            addWords(BlockText.heading(document), written);
            inner.content().forEach(one -> add(one, isNew, written));
        } else {
            addOne(block, isNew, written);
        }
        cachePoints.addBehind(block, written);
    }

    private void addOne(ContentBlock block, boolean isNew, List<JsonObject> written) {
        var media = media(block);
        if (media == null && isNew && BlockText.isMedia(block)) {
            throw BlockText.refusal(block);
        }
        if (media == null) {
            addWords(words(block), written);
            return;
        }
        if (block instanceof ContentBlock.Document document) {
            addWords(BlockText.heading(document), written);
        }
        written.add(media);
    }

    /** Blank text is refused, so it is left out. */
    private static void addWords(String words, List<JsonObject> written) {
        if (!words.isBlank()) {
            written.add(text(words));
        }
    }

    /** A text's words, or those in place of a block that is none. */
    String words(ContentBlock block) {
        return block instanceof ContentBlock.Text text ? text.text() : blockText.of(block);
    }

    /** The block for an image or a file; null for anything else, or where the model does not take it. */
    @Nullable
    JsonObject media(ContentBlock block) {
        if (block instanceof ContentBlock.Image image
                && profile.images()
                && image.source() instanceof Source.Base64 data
                && IMAGES.containsKey(data.mediaType())) {
            var json = Json.object().add("format", IMAGES.get(data.mediaType())).add("source", bytes(data));
            return Json.object().add("image", json).build();
        }
        if (block instanceof ContentBlock.Document document
                && profile.documents()
                && document.source() instanceof Source.Base64 data
                && DOCUMENTS.containsKey(data.mediaType())) {
            return document(DOCUMENTS.get(data.mediaType()), data);
        }
        return null;
    }

    /** The model reads the name, so that no caller may choose it; a conversation that goes on keeps its names. */
    private JsonObject document(String format, Source.Base64 data) {
        var json = Json.object()
                .add("format", format)
                .add("name", "document " + ++documents)
                .add("source", bytes(data));
        return Json.object().add("document", json).build();
    }

    private static JsonObject bytes(Source.Base64 data) {
        return Json.object().add("bytes", data.data()).build();
    }
}
