package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;

/** Every path that is nothing else; also where the container sends what it would answer with a page of its own. */
public final class FallbackServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute("jakarta.servlet.error.status_code") instanceof Integer status && status >= 400) {
            Answers.error(request, response, new ApiError(status, ErrorType.ofStatus(status), reason(status)));
        } else {
            Answers.error(request, response, new ApiError(ErrorType.NOT_FOUND_ERROR, "Not Found"));
        }
    }

    /** Not the container's message: that may quote the request. */
    private static String reason(int status) {
        return switch (status) {
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Request exceeds the maximum size";
            default -> status < 500 ? "The request could not be understood" : "Internal server error";
        };
    }
}
