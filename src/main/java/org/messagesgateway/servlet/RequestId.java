package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;

/** The id of a request, {@code req_} and 24 random characters: made once, by {@link GatewayFilter}. */
final class RequestId {

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() {}

    static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String id) {
            return id;
        }
        var random = new byte[24];
        RANDOM.nextBytes(random);
        var id = new StringBuilder("req_");
        for (byte next : random) {
            id.append(ALPHABET.charAt((next & 0xFF) % ALPHABET.length()));
        }
        request.setAttribute(ATTRIBUTE, id.toString());
        return id.toString();
    }
}
