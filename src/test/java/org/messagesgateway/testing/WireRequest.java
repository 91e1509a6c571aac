package org.messagesgateway.testing;

import java.nio.charset.StandardCharsets;
import org.messagesgateway.http.Headers;

/** A request as it came over the wire: {@code path} with its query, undecoded. */
public record WireRequest(String method, String path, Headers headers, byte[] body) {

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
