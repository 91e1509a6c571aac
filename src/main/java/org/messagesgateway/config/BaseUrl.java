package org.messagesgateway.config;

import java.net.URI;

/** Forgives what people write differently: whether a provider's base URL has the version that calls begin with. */
final class BaseUrl {

    private BaseUrl() {}

    /** The server alone gets the path of the profile's own base URL; what the profile's path repeats is taken away. */
    static URI of(URI url, Profile profile) {
        return of(url, profile.baseUrl() == null ? url : URI.create(profile.baseUrl()), profile);
    }

    /** The same, where {@code own} is the profile's base URL in one region. */
    static URI of(URI url, URI own, Profile profile) {
        var path = path(url);
        if (path.isEmpty()) {
            path = path(own);
        }
        var base = url.resolve("/").toString();
        return URI.create(base.substring(0, base.length() - 1) + withoutRepetition(path, profile.path()));
    }

    /** {@code /llm/v1} before {@code /v1/chat/completions} is {@code /llm}. */
    private static String withoutRepetition(String path, String next) {
        for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
            if (next.startsWith(path.substring(i) + "/")) {
                return path.substring(0, i);
            }
        }
        return path;
    }

    private static String path(URI url) {
        return url.getRawPath().replaceFirst("/+$", "");
    }
}
