package org.messagesgateway.messages;

import java.util.List;

/** Where an image's or a document's content is. Immutable. */
public sealed interface Source {

    record Base64(String mediaType, String data) implements Source {

        /** As a {@code data:} URL. */
        public String dataUrl() {
            return "data:" + mediaType + ";base64," + data;
        }
    }

    record Url(String url) implements Source {}

    record PlainText(String data) implements Source {}

    record Blocks(List<ContentBlock> content) implements Source {
        public Blocks {
            content = List.copyOf(content);
        }
    }

    /** A file that was uploaded to the provider before. */
    record File(String fileId) implements Source {}
}
