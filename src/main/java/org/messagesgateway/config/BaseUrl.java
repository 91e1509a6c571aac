package org.messagesgateway.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Forgives what people write differently: whether a provider's base URL has the version that calls begin with. */
final class BaseUrl {

    private BaseUrl() {}

    /** The server alone gets the path of the profile's own base URL; what the profile's path repeats is taken away. */
    static URI of(URI url, Profile profile) {
        var path = path(url);
        if (path.isEmpty()) {
            path = path(profile.baseUrl());
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

    /** One with a place for a region has none of its own. */
    private static String path(@Nullable String url) {
        var whole = url == null ? null : HttpUrl.parse(url);
        return whole == null ? "" : path(whole);
    }

    private static String path(URI url) {
        return url.getRawPath().replaceFirst("/+$", "");
    }
}
