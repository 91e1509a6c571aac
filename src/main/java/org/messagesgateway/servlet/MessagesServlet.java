package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.messagesgateway.dispatch.Dispatcher;
import org.messagesgateway.messages.EnvelopeReader;

/** {@code POST /v1/messages}: answered now, submitted as a job, or the poll of one. */
public final class MessagesServlet extends ApiServlet {

    private static final long serialVersionUID = 1;

    private final transient Dispatcher dispatcher;
    private final transient JobsEndpoint jobs;
    private final transient CallerCheck callers;
    private final int maxBodyBytes;

    public MessagesServlet(Dispatcher dispatcher, JobsEndpoint jobs, CallerCheck callers, int maxBodyBytes) {
        super("POST");
        this.dispatcher = dispatcher;
        this.jobs = jobs;
        this.callers = callers;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var caller = callers.caller(request);
        var polled = AsyncHeaders.id(request);
        if (polled.isPresent()) {
            jobs.poll(polled.get(), caller, request, response);
            return;
        }
        var submits = AsyncHeaders.submits(request);
        Upload.read(request, response, maxBodyBytes, (body, reply) -> {
            var inbound = InboundReader.read(request, body.whole(), EnvelopeReader::read);
            if (submits) {
                jobs.submit(inbound, caller, request, reply);
            } else {
                dispatcher.dispatch(inbound, caller, reply);
            }
        });
    }

    @Override
    boolean takesAsyncHeaders() {
        return true;
    }
}
