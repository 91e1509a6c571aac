package org.messagesgateway.http;

import java.nio.charset.StandardCharsets;

/** A whole answer of an upstream. Immutable; nobody writes to {@code body}. */
public record UpstreamResponse(int status, Headers headers, byte[] body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
