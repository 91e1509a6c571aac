package org.messagesgateway.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;

/** In front of everything: gives each request its id, answers browsers' preflights, and turns failures into envelopes. */
public final class GatewayFilter implements Filter {

    private static final Logger LOG = System.getLogger(GatewayFilter.class.getName());

    private final CorsPolicy cors;

    public GatewayFilter(CorsPolicy cors) {
        this.cors = cors;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        var http = (HttpServletRequest) request;
        var answer = (HttpServletResponse) response;
        answer.setHeader("request-id", RequestId.of(http));
        answer.setHeader("x-content-type-options", "nosniff");
        if (cors.answers(http, answer)) {
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            LOG.log(Level.ERROR, "[" + RequestId.of(http) + "] the request failed", e);
            Answers.error(http, answer, new ApiError(ErrorType.API_ERROR, "Internal server error"));
        }
    }
}
