package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.messagesgateway.dispatch.Dispatcher;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.EnvelopeReader;
import org.messagesgateway.messages.Inbound;

/** {@code POST /v1/messages}: answered now, submitted as a job, or the poll of one. */
public final class MessagesServlet extends ApiServlet {

    private static final long serialVersionUID = 1;

    private static final String DEFAULT_VERSION = "2023-06-01";
    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Those with a meaning of their own; the last is about the browser and this gateway only. */
    private static final Set<String> NAMED =
            Set.of("anthropic-version", "anthropic-beta", "anthropic-dangerous-direct-browser-access");

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
        var version = version(request);
        var body = new RequestBody(request, maxBodyBytes).read();
        var inbound = new Inbound(body, EnvelopeReader.read(body, version), version, betas(request), others(request));
        if (AsyncHeaders.submits(request)) {
            jobs.submit(inbound, caller, request, response);
            return;
        }
        dispatcher.dispatch(inbound, caller, AsyncReply.start(request, response));
    }

    @Override
    boolean takesAsyncHeaders() {
        return true;
    }

    private static String version(HttpServletRequest request) {
        var version = request.getHeader("anthropic-version");
        if (version == null || version.isBlank()) {
            return DEFAULT_VERSION;
        }
        if (!VERSION.matcher(version).matches()) {
            throw ApiException.invalid("anthropic-version: not a valid version");
        }
        return version;
    }

    private static Map<String, String> others(HttpServletRequest request) {
        var others = new TreeMap<String, String>();
        for (var name : Collections.list(request.getHeaderNames())) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("anthropic-") && !NAMED.contains(lower)) {
                others.put(lower, request.getHeader(name));
            }
        }
        return others;
    }

    /** Some clients send one line with commas, some a line for each. */
    private static List<String> betas(HttpServletRequest request) {
        var betas = new ArrayList<String>();
        for (var line : Collections.list(request.getHeaders("anthropic-beta"))) {
            Arrays.stream(line.split(","))
                    .map(String::strip)
                    .filter(beta -> !beta.isEmpty())
                    .forEach(betas::add);
        }
        return betas;
    }
}
