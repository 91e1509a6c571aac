package org.messagesgateway.provider;

import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;

/**
 * Makes a block's {@code source} of what a URL gave, if it is what such a block may hold: by its first bytes, whatever
 * its server calls it, and only where the server's word does not say otherwise. Stateless.
 */
public final class FetchedSource {

    private static final Set<String> UNSAID = Set.of("", "application/octet-stream", "binary/octet-stream");

    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp");

    private static final String PDF = "application/pdf";
    private static final String TEXT = "text/plain";

    private FetchedSource() {}

    /**
     * @param contentType as the server says, with parameters; empty if it does not
     * @return empty if a block of that kind cannot hold it
     */
    public static Optional<JsonObject> of(UrlSource.Kind kind, String contentType, byte[] content) {
        var said = contentType.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                switch (kind) {
                    case IMAGE -> image(said, content);
                    case DOCUMENT -> document(said, content);
                });
    }

    private static @Nullable JsonObject image(String said, byte[] content) {
        var type = imageType(content);
        return type == null || !UNSAID.contains(said) && !IMAGES.contains(said) ? null : base64(type, content);
    }

    private static @Nullable String imageType(byte[] content) {
        if (startsWith(content, 0, "\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (startsWith(content, 0, "\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (startsWith(content, 0, "GIF87a") || startsWith(content, 0, "GIF89a")) {
            return "image/gif";
        }
        return startsWith(content, 0, "RIFF") && startsWith(content, 8, "WEBP") ? "image/webp" : null;
    }

    private static @Nullable JsonObject document(String said, byte[] content) {
        if (said.equals(TEXT)) {
            return text(content);
        }
        return startsWith(content, 0, "%PDF-") && (said.equals(PDF) || UNSAID.contains(said))
                ? base64(PDF, content)
                : null;
    }

    private static @Nullable JsonObject text(byte[] content) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.indexOf('\0') >= 0
                    ? null
                    : Json.object()
                            .add("type", "text")
                            .add("media_type", TEXT)
                            .add("data", text)
                            .build();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static JsonObject base64(String type, byte[] content) {
        return Json.object()
                .add("type", "base64")
                .add("media_type", type)
                .add("data", Base64.getEncoder().encodeToString(content))
                .build();
    }

    private static boolean startsWith(byte[] content, int offset, String mark) {
        if (content.length < offset + mark.length()) {
            return false;
        }
        for (var i = 0; i < mark.length(); i++) {
            if ((content[offset + i] & 0xFF) != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
