package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.Envelope;
import org.messagesgateway.messages.Inbound;

/** Takes a request of the Messages API out of HTTP. Stateless. */
final class InboundReader {

    private static final String DEFAULT_VERSION = "2023-06-01";
    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final String PREFIX = "anthropic-";

    /** Those with a meaning of their own; the last is about the browser and this gateway only. */
    private static final Set<String> NAMED =
            Set.of("anthropic-version", "anthropic-beta", "anthropic-dangerous-direct-browser-access");

    private InboundReader() {}

    /**
     * @param envelope of a body that is written for a version
     * @throws ApiException 400
     */
    static Inbound read(HttpServletRequest request, byte[] body, BiFunction<byte[], String, Envelope> envelope) {
        var version = version(request);
        return new Inbound(body, envelope.apply(body, version), version, betas(request), others(request));
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
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                others.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
            }
        }
        others.keySet().removeAll(NAMED);
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
