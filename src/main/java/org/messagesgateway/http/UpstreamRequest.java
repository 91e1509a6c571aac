package org.messagesgateway.http;

import java.net.URI;

/** One call to an upstream, complete: absolute URI, final headers. Immutable; nobody writes to {@code body}. */
public record UpstreamRequest(String method, URI uri, Headers headers, byte[] body) {

    public static UpstreamRequest postJson(URI uri, Headers headers, byte[] body) {
        return new UpstreamRequest("POST", uri, headers.with("content-type", "application/json"), body);
    }
}
