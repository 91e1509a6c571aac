package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;

/** {@code GET /health/live}, {@code /health/ready} and {@code HEAD /api/hello}: signs of life for probes and clients. */
public final class HealthServlet extends ApiServlet {

    private static final long serialVersionUID = 1;

    private final transient Supplier<List<String>> obstacles;

    /** @param obstacles what keeps the gateway from serving at the moment; empty when it is ready */
    public HealthServlet(Supplier<List<String>> obstacles) {
        super("GET", "HEAD");
        this.obstacles = obstacles;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("cache-control", "no-store");
        var path = path(request);
        if (path.endsWith("/health/ready")) {
            var reasons = obstacles.get();
            var status = reasons.isEmpty() ? 200 : 503;
            Answers.json(request, response, status, json(reasons.isEmpty() ? "ready" : "not ready", reasons));
        } else if (path.endsWith("/health/live") || path.endsWith("/api/hello")) {
            Answers.json(request, response, 200, json("live", List.of()));
        } else {
            throw new ApiException(new ApiError(ErrorType.NOT_FOUND_ERROR, "Not Found"));
        }
    }

    private static byte[] json(String status, List<String> reasons) {
        var list = Json.array();
        reasons.forEach(list::add);
        return Json.bytes(
                Json.object().add("status", status).add("reasons", list).build());
    }
}
