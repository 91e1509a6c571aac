package org.messagesgateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** What the configuration takes for the address of a server. */
final class HttpUrl {

    static final String RULE = "must be an absolute http or https URL without user, query or fragment";

    private HttpUrl() {}

    /** Null if the text does not follow the rule. */
    static @Nullable URI parse(String text) {
        try {
            var url = new URI(text.strip());
            return isHttp(url) && url.getHost() != null && isBare(url) ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isHttp(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    }

    private static boolean isBare(URI url) {
        return url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    }
}
