package org.messagesgateway.adapter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.provider.BrandedSignature;

/**
 * A thought signature on its way through a client: Gemini signs calls and texts, clients keep signatures of thinking
 * only. So it stands on a thinking block before its part, and says whose it is. Immutable.
 *
 * @param callId of the call that it signs, as the client knows it; null if it signs the text that follows
 * @param value as Gemini wrote it; empty on thinking that goes with no signature
 */
record GeminiSignature(@Nullable String callId, String value) {

    private static final String CALL_BRAND = "gemini-call";
    private static final String TEXT_BRAND = "gemini";

    /** Marks thinking as Gemini's. */
    static final GeminiSignature NONE = new GeminiSignature(null, "");

    /** Empty for thinking of any other make. */
    static Optional<GeminiSignature> of(ContentBlock.Thinking thinking) {
        var branded = BrandedSignature.parse(thinking.signature()).orElse(null);
        if (branded == null) {
            return Optional.empty();
        }
        var payload = branded.payload();
        var line = payload.indexOf('\n');
        return switch (branded.brand()) {
            case TEXT_BRAND -> Optional.of(new GeminiSignature(null, payload));
            case CALL_BRAND ->
                line < 0
                        ? Optional.empty()
                        : Optional.of(new GeminiSignature(payload.substring(0, line), payload.substring(line + 1)));
            default -> Optional.empty();
        };
    }

    /** As it stands on the thinking block. */
    String text() {
        return callId == null
                ? new BrandedSignature(TEXT_BRAND, value).text()
                : new BrandedSignature(CALL_BRAND, callId + "\n" + value).text();
    }
}
