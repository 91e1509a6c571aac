package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;

/**
 * A servlet whose every refusal is the error envelope; the container's own method handling is not used. No refusal
 * leaves it as an exception: some containers would log each one.
 */
abstract class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Set<String> methods;

    ApiServlet(String... methods) {
        this.methods = Set.of(methods);
    }

    abstract void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!methods.contains(request.getMethod())) {
            response.setHeader("allow", String.join(", ", new java.util.TreeSet<>(methods)));
            var error = new ApiError(405, ErrorType.INVALID_REQUEST_ERROR, "Method Not Allowed");
            Answers.error(request, response, error);
            return;
        }
        try {
            if (!takesAsyncHeaders() && AsyncHeaders.arePresent(request)) {
                throw ApiException.invalid("async operation is not supported on this route");
            }
            answer(request, response);
        } catch (ApiException e) {
            Answers.error(request, response, e.error());
        }
    }

    /** Whether {@code x-bf-async} and {@code x-bf-async-id} mean something here. */
    boolean takesAsyncHeaders() {
        return false;
    }

    /** The part of the path behind the application's own, percent-encoded as it came. */
    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
