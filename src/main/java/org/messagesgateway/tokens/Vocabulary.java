package org.messagesgateway.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;

/** The published byte pairs of OpenAI's models, each loaded when first asked for. Thread-safe. */
enum Vocabulary {
    /** Of GPT-4; for scripts other than Latin it needs more tokens than its successor. */
    CL100K(EncodingType.CL100K_BASE),
    /** Of GPT-4o and all that came after it. */
    O200K(EncodingType.O200K_BASE);

    private static final class Loaded {
        static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();
    }

    private final EncodingType type;

    Vocabulary(EncodingType type) {
        this.type = type;
    }

    /** Takes about 0.2 µs a character. Half a character, which it could not take, counts as a question mark. */
    int tokens(String text) {
        var whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return Loaded.REGISTRY.getEncoding(type).countTokensOrdinary(whole);
    }
}
