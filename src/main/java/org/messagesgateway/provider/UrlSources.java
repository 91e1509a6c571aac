package org.messagesgateway.provider;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.messagesgateway.json.Json;

/**
 * Finds the URLs of images and documents in a request's body, also in tools' results and inside of documents, and puts
 * contents in their places. Immutable.
 */
public final class UrlSources {

    private final Function<UrlSource, Optional<JsonObject>> contents;

    private UrlSources(Function<UrlSource, Optional<JsonObject>> contents) {
        this.contents = contents;
    }

    /** All of them, in their order. */
    public static List<UrlSource> in(JsonObject body) {
        var found = new ArrayList<UrlSource>();
        replaced(body, source -> {
            found.add(source);
            return Optional.empty();
        });
        return found;
    }

    /** @param contents gives the {@code source} to put in place of a URL; where it gives none, the URL stays */
    public static JsonObject replaced(JsonObject body, Function<UrlSource, Optional<JsonObject>> contents) {
        return new UrlSources(contents).request(body);
    }

    private JsonObject request(JsonObject body) {
        if (!(body.get("messages") instanceof JsonArray turns)) {
            return body;
        }
        var firstNew = turns.size();
        while (firstNew > 0 && !isAnswer(turns.get(firstNew - 1))) {
            firstNew--;
        }
        var list = Json.array();
        for (var i = 0; i < turns.size(); i++) {
            list.add(
                    turns.get(i) instanceof JsonObject turn
                            ? content(turn, "messages." + i, i >= firstNew)
                            : turns.get(i));
        }
        return Json.object(body).add("messages", list).build();
    }

    private static boolean isAnswer(JsonValue turn) {
        return turn instanceof JsonObject object && "assistant".equals(Json.stringOrNull(object, "role"));
    }

    private JsonObject content(JsonObject owner, String path, boolean isNew) {
        if (!(owner.get("content") instanceof JsonArray blocks)) {
            return owner;
        }
        var list = Json.array();
        for (var i = 0; i < blocks.size(); i++) {
            list.add(
                    blocks.get(i) instanceof JsonObject block
                            ? block(block, path + ".content." + i, isNew)
                            : blocks.get(i));
        }
        return Json.object(owner).add("content", list).build();
    }

    private JsonObject block(JsonObject block, String path, boolean isNew) {
        var type = String.valueOf(Json.stringOrNull(block, "type"));
        var source = Json.objectOrNull(block, "source");
        return switch (type) {
            case "tool_result" -> content(block, path, isNew);
            case "image" -> source == null ? block : media(block, source, path, UrlSource.Kind.IMAGE, isNew);
            case "document" -> source == null ? block : media(block, source, path, UrlSource.Kind.DOCUMENT, isNew);
            default -> block;
        };
    }

    private JsonObject media(JsonObject block, JsonObject source, String path, UrlSource.Kind kind, boolean isNew) {
        var type = String.valueOf(Json.stringOrNull(source, "type"));
        if (type.equals("content")) {
            return Json.object(block)
                    .add("source", content(source, path + ".source", isNew))
                    .build();
        }
        var url = Json.stringOrNull(source, "url");
        if (!type.equals("url") || url == null) {
            return block;
        }
        return contents.apply(new UrlSource(path, kind, url, isNew))
                .map(content -> Json.object(block).add("source", content).build())
                .orElse(block);
    }
}
