package org.messagesgateway.adapter;

import org.jspecify.annotations.Nullable;
import org.messagesgateway.provider.MessageStream;

/**
 * Passes on thinking, and signatures on the thinking before the part that they sign, be it without text. One that comes
 * when its text has been said is let go: a block of thinking behind the last text would be taken for the answer, and what
 * signs a text, unlike a call, need not come back. Confined to one answer; not thread-safe.
 */
final class GeminiThoughts {

    private final MessageStream stream;
    private boolean isOpen;
    private boolean isInText;

    GeminiThoughts(MessageStream stream) {
        this.stream = stream;
    }

    void text(String said) {
        isOpen |= !said.isBlank();
        stream.thinking(said);
    }

    /** @param id as the client will know it */
    void beforeCall(String id, @Nullable String signature) {
        if (signature == null) {
            close();
        } else {
            sign(new GeminiSignature(id, signature));
        }
        isInText = false;
    }

    void beforeText(String text, @Nullable String signature) {
        if (signature != null && !isInText) {
            sign(new GeminiSignature(null, signature));
        }
        if (!text.isBlank()) {
            close();
            isInText = true;
        }
    }

    /** What the server runs itself is not given back, nor is what signs it. */
    void beforeServerTool() {
        close();
        isInText = false;
    }

    /** Something other than thinking comes. */
    void close() {
        if (isOpen) {
            sign(GeminiSignature.NONE);
        }
    }

    private void sign(GeminiSignature signature) {
        stream.signature(signature.text());
        isOpen = false;
    }
}
