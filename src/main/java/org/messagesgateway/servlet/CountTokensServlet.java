package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.messagesgateway.dispatch.Dispatcher;
import org.messagesgateway.messages.EnvelopeReader;

/** {@code POST /v1/messages/count_tokens}. */
public final class CountTokensServlet extends ApiServlet {

    private static final long serialVersionUID = 1;

    private final transient Dispatcher dispatcher;
    private final transient CallerCheck callers;
    private final int maxBodyBytes;

    public CountTokensServlet(Dispatcher dispatcher, CallerCheck callers, int maxBodyBytes) {
        super("POST");
        this.dispatcher = dispatcher;
        this.callers = callers;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var caller = callers.caller(request);
        Upload.read(request, response, maxBodyBytes, (body, reply) -> {
            dispatcher.count(InboundReader.read(request, body.whole(), EnvelopeReader::readPrompt), caller, reply);
        });
    }
}
