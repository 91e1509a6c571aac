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
        var id = new StringBuilder("req_");
        RANDOM.ints(24, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
        request.setAttribute(ATTRIBUTE, id.toString());
        return id.toString();
    }
}
