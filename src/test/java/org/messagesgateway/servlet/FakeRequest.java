package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;

/** A request of headers, a caller's address and nothing else. */
final class FakeRequest {

    private FakeRequest() {}

    /** @param headers names and values in turn */
    static HttpServletRequest from(String address, String... headers) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            fields.put(headers[i], headers[i + 1]);
        }
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> fields.get((String) arguments[0]);
                    case "getContentLengthLong" -> Long.parseLong(fields.getOrDefault("content-length", "-1"));
                    case "getProtocol" -> "HTTP/1.1";
                    case "getAttribute" -> null;
                    case "getRemoteAddr" -> address;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
