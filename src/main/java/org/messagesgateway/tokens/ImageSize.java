package org.messagesgateway.tokens;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image's size in pixels, as the first bytes of its file tell. Immutable.
 *
 * @param width more than 0
 * @param height more than 0
 */
record ImageSize(int width, int height) {

    /** A JPEG tells its size behind whatever its camera had to say. */
    private static final int MOST_CHARS = 256 * 1024;

    private static final long PIXELS_PER_TOKEN = 750;
    private static final long AROUND = 8;

    /** {@code width * height / 750}, as Anthropic documents it. */
    long tokens(long most) {
        return Math.min(most, AROUND + (long) width * height / PIXELS_PER_TOKEN);
    }

    /** Of a PNG, JPEG, GIF or WebP in base64; empty for what is none. */
    static Optional<ImageSize> of(String base64) {
        try {
            var start = base64.substring(0, Math.min(base64.length(), MOST_CHARS) & ~3);
            return Optional.ofNullable(of(Base64.getDecoder().decode(start)))
                    .filter(size -> size.width > 0 && size.height > 0);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static @Nullable ImageSize of(byte[] file) {
        if (says(file, 1, "PNG")) {
            return new ImageSize(big(file, 16, 4), big(file, 20, 4));
        }
        if (says(file, 0, "GIF8")) {
            return new ImageSize(little(file, 6, 2), little(file, 8, 2));
        }
        if (says(file, 0, "RIFF") && says(file, 8, "WEBP")) {
            return webp(file);
        }
        return big(file, 0, 2) == 0xFFD8 ? jpeg(file) : null;
    }

    /** Three forms, each with a header of its own. */
    private static @Nullable ImageSize webp(byte[] file) {
        if (says(file, 12, "VP8X")) {
            return new ImageSize(1 + little(file, 24, 3), 1 + little(file, 27, 3));
        }
        if (says(file, 12, "VP8L")) {
            var bits = little(file, 21, 4);
            return new ImageSize(1 + (bits & 0x3FFF), 1 + (bits >>> 14 & 0x3FFF));
        }
        return says(file, 12, "VP8 ")
                ? new ImageSize(little(file, 26, 2) & 0x3FFF, little(file, 28, 2) & 0x3FFF)
                : null;
    }

    /** From segment to segment, until the one that starts a frame. */
    private static ImageSize jpeg(byte[] file) {
        var at = 2;
        while (!startsFrame(file[at + 1] & 0xFF)) {
            at += file[at + 1] == (byte) 0xFF ? 1 : 2 + Math.max(2, big(file, at + 2, 2));
        }
        return new ImageSize(big(file, at + 7, 2), big(file, at + 5, 2));
    }

    private static boolean startsFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean says(byte[] file, int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (file[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int big(byte[] file, int at, int length) {
        var value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | file[at + i] & 0xFF;
        }
        return value;
    }

    private static int little(byte[] file, int at, int length) {
        var value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | file[at + i] & 0xFF;
        }
        return value;
    }
}
