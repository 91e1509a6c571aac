package org.messagesgateway.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.provider.BrandedSignature;
import org.messagesgateway.provider.Hashes;
import org.messagesgateway.provider.Target;

/**
 * Carries reasoning items through a client in the signatures of its thinking. They are encrypted for the upstream that
 * made them and only that one gets them back. Immutable.
 */
record ResponsesThoughts(String brand) {

    private static final Set<String> UNKEPT = Set.of("id", "status");

    static ResponsesThoughts of(Target target) {
        return new ResponsesThoughts("responses-" + Hashes.hex(target.baseUrl().toString(), 8));
    }

    /** Holds the item as the upstream wrote it, but its id, which means nothing to an upstream that stores nothing. */
    String signature(JsonObject item) {
        if (!isReplayable(item) && !isFilled(item, "summary")) {
            return "";
        }
        var kept = Json.object().add("type", "reasoning").add("summary", JsonValue.EMPTY_JSON_ARRAY);
        item.forEach((key, value) -> {
            if (!UNKEPT.contains(key) && value != JsonValue.NULL) {
                kept.add(key, value);
            }
        });
        return new BrandedSignature(brand, Json.text(kept.build())).text();
    }

    /** The item that a block came from; null if it came from elsewhere, or cannot be given back. */
    @Nullable
    JsonObject item(ContentBlock.Thinking block) {
        var signature = BrandedSignature.parse(block.signature()).orElse(null);
        if (signature == null || !signature.brand().equals(brand)) {
            return null;
        }
        try {
            var item = Json.parseObject(signature.payload());
            return isReplayable(item) ? item : null;
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    /** A summary alone says nothing to the model. */
    private static boolean isReplayable(JsonObject item) {
        var encrypted = Json.stringOrNull(item, "encrypted_content");
        return encrypted != null && !encrypted.isEmpty() || isFilled(item, "content");
    }

    private static boolean isFilled(JsonObject item, String list) {
        return item.get(list) instanceof JsonArray array && !array.isEmpty();
    }
}
