package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;

/** {@code /v1/messages/async}: {@code GET} lists, {@code GET /{id}} polls, {@code DELETE /{id}} cancels. */
public final class JobsServlet extends ApiServlet {

    private static final long serialVersionUID = 1;

    private static final String PATH = "/v1/messages/async";

    private final transient JobsEndpoint jobs;
    private final transient CallerCheck callers;

    public JobsServlet(JobsEndpoint jobs, CallerCheck callers) {
        super("GET", "HEAD", "DELETE");
        this.jobs = jobs;
        this.callers = callers;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var caller = callers.caller(request);
        var path = path(request);
        var id = path.substring(path.indexOf(PATH) + PATH.length()).replaceFirst("^/", "");
        var delete = request.getMethod().equals("DELETE");
        if (id.isEmpty() && delete) {
            throw new ApiException(new ApiError(ErrorType.NOT_FOUND_ERROR, "Not Found"));
        }
        if (id.isEmpty()) {
            jobs.list(caller, request, response);
        } else if (delete) {
            jobs.cancel(id, caller, request, response);
        } else {
            jobs.poll(id, caller, request, response);
        }
    }

    @Override
    boolean takesAsyncHeaders() {
        return true;
    }
}
