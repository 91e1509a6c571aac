package org.messagesgateway.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorWriter;

/**
 * Answers that do not depend on the request's body, which is read all the same, and thrown away. Some servers would close
 * the connection behind the answer without saying so: the client's next request on it would be lost, or, while it still
 * sends, the answer itself.
 */
final class Answers {

    private Answers() {}

    static void json(HttpServletRequest request, HttpServletResponse response, int status, byte[] json)
            throws IOException {
        var body = RequestBody.unwanted(request);
        var in = request.getInputStream();
        if (!body.takeWhatIsThere(in) || body.isWhole() || in.isFinished() || isErrorPage(request)) {
            response.setStatus(status);
            response.setContentType("application/json");
            response.setContentLength(json.length);
            response.getOutputStream().write(json);
        } else {
            Upload.await(body, request, response, (thrownAway, reply) -> {
                reply.exclusively(() -> reply.answer(status, Headers.NONE, json));
            });
        }
    }

    /** The container waits for it. */
    private static boolean isErrorPage(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR;
    }

    static void error(HttpServletRequest request, HttpServletResponse response, ApiError error) throws IOException {
        if (!response.isCommitted()) {
            response.resetBuffer();
            json(request, response, error.status(), ErrorWriter.json(error, RequestId.of(request)));
        }
    }
}
