package org.messagesgateway.launch;

import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What Tomcat refuses by itself, before the application sees it, is the API's error envelope and not a page. */
public final class ErrorEnvelopes extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var id = "req_" + UUID.randomUUID().toString().replace("-", "").substring(8);
        try {
            response.setHeader("request-id", id);
            response.setContentType("application/json");
            response.setCharacterEncoding("utf-8");
            response.getReporter().write(envelope(status, id));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // Nobody is there to read it, or it is too late to say it.
        }
    }

    private static String envelope(int status, String id) {
        var type =
                switch (status) {
                    case 404 -> "not_found_error";
                    case 413 -> "request_too_large";
                    default -> status < 500 ? "invalid_request_error" : "api_error";
                };
        var message =
                switch (status) {
                    case 404 -> "Not Found: the API is below " + TomcatServer.CONTEXT_PATH;
                    case 405 -> "Method Not Allowed";
                    default -> status < 500 ? "The request could not be understood" : "Internal server error";
                };
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message
                + "\"},\"request_id\":\"" + id + "\"}";
    }
}
