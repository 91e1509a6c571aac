package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorWriter;

/** Answers that are made in the request's own thread. */
final class Answers {

    private Answers() {}

    static void json(HttpServletRequest request, HttpServletResponse response, int status, byte[] json)
            throws IOException {
        RequestBody.discard(request);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    static void error(HttpServletRequest request, HttpServletResponse response, ApiError error) throws IOException {
        if (!response.isCommitted()) {
            response.resetBuffer();
            json(request, response, error.status(), ErrorWriter.json(error, RequestId.of(request)));
        }
    }
}
