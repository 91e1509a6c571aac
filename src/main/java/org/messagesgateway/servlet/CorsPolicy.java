package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * Which web pages may call: those of the origins that the operator lists. Immutable.
 *
 * @param allowedOrigins as browsers send them; {@code *} for any; empty: none
 */
public record CorsPolicy(List<String> allowedOrigins) {

    private static final String EXPOSED =
            "request-id, retry-after, x-gateway-provider, x-gateway-model, x-gateway-dropped, x-bf-async-id, x-bf-async-status";

    public CorsPolicy {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** Adds what a browser asks for; true if the request was a preflight, which is answered by that alone. */
    boolean answers(HttpServletRequest request, HttpServletResponse response) {
        var origin = request.getHeader("origin");
        if (origin == null || allowedOrigins.isEmpty()) {
            return false;
        }
        response.addHeader("vary", "origin");
        if (!allowedOrigins.contains("*") && !allowedOrigins.contains(origin)) {
            return false;
        }
        response.setHeader("access-control-allow-origin", allowedOrigins.contains("*") ? "*" : origin);
        response.setHeader("access-control-expose-headers", EXPOSED);
        if (!request.getMethod().equals("OPTIONS") || request.getHeader("access-control-request-method") == null) {
            return false;
        }
        response.setHeader("access-control-allow-methods", "GET, POST, DELETE, HEAD");
        var headers = request.getHeader("access-control-request-headers");
        if (headers != null && headers.matches("[A-Za-z0-9-, ]+")) {
            response.setHeader("access-control-allow-headers", headers);
        }
        response.setHeader("access-control-max-age", "3600");
        response.setStatus(204);
        return true;
    }
}
