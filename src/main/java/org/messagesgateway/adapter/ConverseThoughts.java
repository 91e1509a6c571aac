package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.ConverseProfile;
import org.messagesgateway.config.ConverseProfile.ReasoningContent;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.provider.BrandedSignature;
import org.messagesgateway.provider.Hashes;

/**
 * Carries {@code reasoningContent} through a client and back to the model that made it. Claude's signatures are known to
 * every Claude and go as they are; what any other model thought goes whole, in a signature of the gateway's own.
 * Immutable.
 *
 * @param brand of the model
 */
record ConverseThoughts(String brand, ReasoningContent replay) {

    /** How OpenAI's encrypted reasoning begins, should a client have it from elsewhere. */
    private static final String OPENAI = "gAAAA";

    /** Bedrock wraps Claude's redacted thinking, which is text already, in Base64 once more. */
    private static final Pattern CLAUDES_DATA = Pattern.compile("[A-Za-z0-9+/=_-]+");

    static ConverseThoughts of(String model, ConverseProfile profile) {
        return new ConverseThoughts("converse-" + Hashes.hex(model, 8), profile.reasoningContent());
    }

    /** What stands on the block of thinking; empty for nothing. */
    String signature(String text, String signature) {
        return switch (replay) {
            case NONE -> "";
            case CLAUDE -> signature;
            case OWN -> branded(reasoning(text, signature));
        };
    }

    /** What a block of redacted thinking holds. */
    String redacted(byte[] content) {
        var text = new String(content, StandardCharsets.US_ASCII);
        return replay == ReasoningContent.CLAUDE && CLAUDES_DATA.matcher(text).matches()
                ? text
                : branded(redactedContent(content));
    }

    private String branded(JsonObject content) {
        return new BrandedSignature(brand, Json.text(content)).text();
    }

    /** The {@code reasoningContent} that a block came from; null if it came from elsewhere, or cannot be given back. */
    @Nullable
    JsonObject content(ContentBlock.Thinking block) {
        if (replay == ReasoningContent.CLAUDE && isClaudes(block.signature())) {
            return reasoning(block.thinking(), block.signature());
        }
        return own(block.signature());
    }

    /** As {@link #content(ContentBlock.Thinking)}. */
    @Nullable
    JsonObject content(ContentBlock.RedactedThinking block) {
        if (replay == ReasoningContent.CLAUDE && isClaudes(block.data())) {
            return redactedContent(block.data().getBytes(StandardCharsets.UTF_8));
        }
        return own(block.data());
    }

    private static boolean isClaudes(String signature) {
        return !signature.isEmpty() && !BrandedSignature.isBranded(signature) && !signature.startsWith(OPENAI);
    }

    private @Nullable JsonObject own(String signature) {
        var branded = BrandedSignature.parse(signature).orElse(null);
        if (branded == null || !branded.brand().equals(brand) || replay == ReasoningContent.NONE) {
            return null;
        }
        try {
            return Json.parseObject(branded.payload());
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    private static JsonObject reasoning(String text, String signature) {
        var reasoning = Json.object().add("text", text);
        if (!signature.isEmpty()) {
            reasoning.add("signature", signature);
        }
        return Json.object().add("reasoningText", reasoning).build();
    }

    private static JsonObject redactedContent(byte[] content) {
        return Json.object()
                .add("redactedContent", Base64.getEncoder().encodeToString(content))
                .build();
    }
}
