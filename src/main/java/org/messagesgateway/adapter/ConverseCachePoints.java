package org.messagesgateway.adapter;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.messagesgateway.config.ConverseProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Tool;
import org.messagesgateway.provider.Dropped;

/**
 * Writes {@code cachePoint} behind what the caller marked: four at most, the last ones, as each holds all before it.
 * Confined to one translation; not thread-safe.
 */
final class ConverseCachePoints {

    private static final int MOST = 4;

    private final ConverseProfile profile;
    private final Dropped dropped;
    private long surplus;

    ConverseCachePoints(MessagesRequest request, ConverseProfile profile, Dropped dropped) {
        this.profile = profile;
        this.dropped = dropped;
        var tools = request.tools().stream()
                .filter(tool -> profile.toolCachePoints())
                .filter(tool -> tool instanceof Tool.Custom custom && custom.cacheControl() != null);
        var turns = request.messages().stream().flatMap(turn -> turn.content().stream());
        var blocks = Stream.concat(request.system().stream(), turns)
                .map(ContentBlock::cacheControl)
                .filter(Objects::nonNull);
        surplus = tools.count() + blocks.count() - MOST;
    }

    /** To be asked in the order of the prompt. */
    void addBehind(Tool.Custom tool, JsonArrayBuilder tools) {
        var marker = tool.cacheControl();
        if (marker != null && !profile.toolCachePoints()) {
            dropped.add("cache_control");
        } else if (marker != null && isKept()) {
            tools.add(point(marker));
        }
    }

    /** To be asked in the order of the prompt. No point may stand right behind a document: it then stands before it. */
    void addBehind(ContentBlock block, List<JsonObject> written) {
        var marker = block.cacheControl();
        if (marker == null || !isKept()) {
            return;
        }
        var place = written.size();
        while (place > 0 && written.get(place - 1).containsKey("document")) {
            place--;
        }
        if (place == 0 || written.get(place - 1).containsKey("cachePoint")) {
            dropped.add("cache_control");
        } else {
            written.add(place, point(marker));
        }
    }

    private boolean isKept() {
        var isKept = profile.cachePoints() && surplus <= 0;
        surplus--;
        if (!isKept) {
            dropped.add("cache_control");
        }
        return isKept;
    }

    private JsonObject point(JsonObject marker) {
        var point = Json.object().add("type", "default");
        var ttl = Json.stringOrNull(marker, "ttl");
        if (ttl != null && profile.cacheTtl()) {
            point.add("ttl", ttl);
        } else if (ttl != null && !ttl.equals("5m")) {
            dropped.add("cache_control.ttl");
        }
        return Json.object().add("cachePoint", point).build();
    }
}
