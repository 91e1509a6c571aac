package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ResponsesProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.Source;
import org.messagesgateway.provider.BlockText;
import org.messagesgateway.provider.Dropped;

/** Writes what users and tools say: text, images, files. */
final class ResponsesParts {

    private final ResponsesProfile profile;
    private final Dropped dropped;
    private final BlockText blockText;

    ResponsesParts(ResponsesProfile profile, Dropped dropped) {
        this.profile = profile;
        this.dropped = dropped;
        blockText = new BlockText(dropped);
    }

    JsonObject text(ContentBlock.Text text) {
        reportMarker(text.cacheControl());
        return words(text.json());
    }

    private void reportMarker(@Nullable JsonObject cacheControl) {
        if (cacheControl != null) {
            dropped.add("cache_control");
        }
    }

    private static JsonObject words(String words) {
        return words(Json.string(words));
    }

    private static JsonObject words(JsonString words) {
        return Json.object().add("type", "input_text").add("text", words).build();
    }

    /** @param isNew whether what cannot be carried is refused; else a word takes its place */
    List<JsonObject> of(ContentBlock block, boolean isNew) {
        if (block instanceof ContentBlock.Text text) {
            return List.of(text(text));
        }
        if (block instanceof ContentBlock.Document document && document.source() instanceof Source.Blocks inner) {
            return inside(document, inner, isNew);
        }
        var media = media(block);
        if (media != null) {
            return List.of(media);
        }
        if (isNew && BlockText.isMedia(block)) {
            throw BlockText.refusal(block);
        }
        var standIn = blockText.of(block);
        return standIn.isEmpty() ? List.of() : List.of(words(standIn));
    }

    private List<JsonObject> inside(ContentBlock.Document document, Source.Blocks inner, boolean isNew) {
        var parts = new ArrayList<JsonObject>();
        var heading = BlockText.heading(document);
        if (!heading.isEmpty()) {
            parts.add(words(heading));
        }
        inner.content().forEach(block -> parts.addAll(of(block, isNew)));
        return parts;
    }

    /** What a tool gave: a string if it is text only, else a list. */
    JsonValue output(ContentBlock.ToolResult result) {
        reportMarker(result.cacheControl());
        var parts = new ArrayList<JsonObject>();
        result.content().forEach(block -> parts.addAll(of(block, false)));
        var texts = parts.stream().filter(part -> part.containsKey("text")).toList();
        var words = Json.joined(
                "\n", texts.stream().map(part -> part.getJsonString("text")).toList());
        var outcome = BlockText.outcome(result, words);
        if (texts.size() == parts.size()) {
            return outcome;
        }
        var list = Json.array();
        if (outcome != words) {
            list.add(words(BlockText.ERROR));
        }
        parts.forEach(list::add);
        return list.build();
    }

    /** The part for an image or a file; null for anything else, or where the server does not take it. */
    private @Nullable JsonObject media(ContentBlock block) {
        if (block instanceof ContentBlock.Image image) {
            return profile.images() ? image(image.source()) : null;
        }
        return block instanceof ContentBlock.Document document ? file(document) : null;
    }

    private static @Nullable JsonObject image(Source source) {
        var part = Json.object().add("type", "input_image").add("detail", "auto");
        if (source instanceof Source.Base64 base64) {
            return part.add("image_url", base64.dataUrl()).build();
        }
        return source instanceof Source.Url url
                ? part.add("image_url", url.url()).build()
                : uploaded(part, source);
    }

    private @Nullable JsonObject file(ContentBlock.Document document) {
        var part = Json.object().add("type", "input_file");
        if (document.source() instanceof Source.Base64 base64) {
            var name = document.title() == null ? "document.pdf" : document.title();
            return part.add("filename", name).add("file_data", base64.dataUrl()).build();
        }
        if (document.source() instanceof Source.Url url) {
            return profile.fileUrls() ? part.add("file_url", url.url()).build() : null;
        }
        return uploaded(part, document.source());
    }

    private static @Nullable JsonObject uploaded(JsonObjectBuilder part, Source source) {
        return source instanceof Source.File file
                ? part.add("file_id", file.fileId()).build()
                : null;
    }
}
