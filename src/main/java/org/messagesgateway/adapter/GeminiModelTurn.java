package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.GeminiProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;

/**
 * Writes a turn of the model. What it thought is not given back, only the signatures, each on the part that it came on.
 */
final class GeminiModelTurn {

    private final GeminiProfile profile;
    private final ToolNames names;
    private final GeminiParts parts;
    private final Dropped dropped;

    GeminiModelTurn(GeminiProfile profile, ToolNames names, GeminiParts parts, Dropped dropped) {
        this.profile = profile;
        this.names = names;
        this.parts = parts;
        this.dropped = dropped;
    }

    List<JsonObject> parts(List<ContentBlock> content) {
        return new Writing().parts(content);
    }

    /** One turn in the making. */
    private final class Writing {

        private final List<JsonObject> written = new ArrayList<>();
        private final Map<String, String> ofCalls = new HashMap<>();
        private @Nullable String ofText;
        private boolean called;

        List<JsonObject> parts(List<ContentBlock> content) {
            for (var block : content) {
                if (block instanceof ContentBlock.Thinking thinking) {
                    add(GeminiSignature.of(thinking).orElse(null));
                } else if (block instanceof ContentBlock.RedactedThinking) {
                    add((GeminiSignature) null);
                } else if (block instanceof ContentBlock.ToolUse use) {
                    add(use);
                } else {
                    addText(block instanceof ContentBlock.Text text ? text.text() : parts.words(block));
                }
            }
            addTextSignature();
            return written;
        }

        private void add(@Nullable GeminiSignature signature) {
            if (signature == null) {
                dropped.add("messages.content.thinking");
            } else if (signature.callId() != null) {
                ofCalls.put(signature.callId(), signature.value());
            } else if (!signature.value().isEmpty()) {
                addTextSignature();
                ofText = signature.value();
            }
        }

        private void addText(String text) {
            if (!text.isEmpty()) {
                written.add(signed(Json.object().add("text", text), ofText));
                ofText = null;
            }
        }

        /** One that came without text goes back without. */
        private void addTextSignature() {
            if (ofText != null) {
                written.add(signed(Json.object().add("text", ""), ofText));
                ofText = null;
            }
        }

        private void add(ContentBlock.ToolUse use) {
            addTextSignature();
            var call = Json.object();
            if (profile.functionIds() && !ToolIds.isMade(use.id())) {
                call.add("id", ToolIds.opaque(use.id()));
            }
            call.add("name", names.upstream(use.name())).add("args", use.input());
            var own = ofCalls.get(use.id());
            var signature = own == null && !called ? profile.signatureBypass() : own;
            called = true;
            written.add(signed(Json.object().add("functionCall", call), signature));
        }

        private static JsonObject signed(JsonObjectBuilder part, @Nullable String signature) {
            return (signature == null ? part : part.add("thoughtSignature", signature)).build();
        }
    }
}
