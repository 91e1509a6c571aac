package org.messagesgateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A signature that the gateway made, {@code gw1.<brand>.<base64url>}: it carries an upstream's thinking through a client
 * and back to an upstream of the same brand. Immutable.
 *
 * @param brand what kind of state {@code payload} is
 */
public record BrandedSignature(String brand, String payload) {

    private static final String PREFIX = "gw1.";

    public String text() {
        var bytes = payload.getBytes(StandardCharsets.UTF_8);
        return PREFIX + brand + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether the gateway made it, though it may be damaged since. */
    public static boolean isBranded(String signature) {
        return signature.startsWith(PREFIX);
    }

    /** Empty for a signature that somebody else made, or that a client damaged. */
    public static Optional<BrandedSignature> parse(String signature) {
        var dot = signature.indexOf('.', PREFIX.length());
        if (!signature.startsWith(PREFIX) || dot < 0) {
            return Optional.empty();
        }
        try {
            var payload = Base64.getUrlDecoder().decode(signature.substring(dot + 1));
            return Optional.of(new BrandedSignature(
                    signature.substring(PREFIX.length(), dot), new String(payload, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
