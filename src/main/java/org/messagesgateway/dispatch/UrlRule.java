package org.messagesgateway.dispatch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.messagesgateway.config.FetchConfig;
import org.messagesgateway.messages.ApiException;

/** Which URLs may be fetched, as far as the URL itself tells; addresses are looked at when they are known. Immutable. */
record UrlRule(FetchConfig config) {

    private static final int LONGEST = 8192;

    /** @throws ApiException 400 that says why not */
    URI check(String url) {
        var uri = parse(url);
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        require(scheme.equals("https") || scheme.equals("http"), "only https URLs are fetched");
        require(scheme.equals("https") || config.allowHttp(), "http URLs are not fetched, unless allow_http is set");
        require(uri.getHost() != null, "the URL has no host");
        require(uri.getRawUserInfo() == null, "a URL with a user's name or password is not fetched");
        var host = uri.getHost();
        var port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        var isNamed = config.isInternal(host, port);
        require(isNamed || config.isAllowed(host), "allowed_hosts does not have the URL's host");
        require(config.isUsual(host, port), "only ports 80 and 443 are asked");
        return uri;
    }

    private static URI parse(String url) {
        try {
            require(url.length() <= LONGEST, "the URL is too long");
            // Without the fragment, which is nothing to a server.
            return new URI(new URI(url.replaceFirst("#.*", "")).toASCIIString());
        } catch (URISyntaxException e) {
            throw ApiException.invalid("the URL is not well-formed");
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw ApiException.invalid(rule);
        }
    }
}
