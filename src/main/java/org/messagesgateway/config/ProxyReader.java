package org.messagesgateway.config;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code proxy_config}. */
final class ProxyReader {

    private ProxyReader() {}

    /** The proxy on the way to {@code target}; null for none. */
    static Network.@Nullable Proxy read(Section proxy, @Nullable URI target) {
        proxy.ignore(Bifrost.PROXY);
        var type = proxy.text("type");
        var url = proxy.url("url");
        var username = proxy.text("username");
        var password = proxy.secret("password");
        if (type == null) {
            if (url != null) {
                proxy.problem("type", "is missing");
            }
            return null;
        }
        switch (type) {
            case "none":
                return null;
            case "http":
                if (!proxy.has("url")) {
                    proxy.problem("url", "is missing");
                }
                return url == null ? null : new Network.Proxy(url.toString(), username, password);
            case "environment":
                return target == null ? null : fromEnvironment(proxy, target);
            case "socks5":
                proxy.problem("type", "socks5 is not supported");
                return null;
            default:
                proxy.problem("type", "must be none, http or environment");
                return null;
        }
    }

    private static Network.@Nullable Proxy fromEnvironment(Section proxy, URI target) {
        if (isExempt(target.getHost().toLowerCase(Locale.ROOT), variable(proxy, "NO_PROXY"))) {
            return null;
        }
        var name = target.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
        var value = variable(proxy, name);
        return value == null ? null : withUser(proxy, name, value.contains("://") ? value : "http://" + value);
    }

    /** In the environment, user and password can only stand in the URL. */
    private static Network.@Nullable Proxy withUser(Section proxy, String name, String value) {
        int start = value.indexOf("://") + 3;
        int at = value.lastIndexOf('@');
        var url = HttpUrl.parse(at < start ? value : value.substring(0, start) + value.substring(at + 1));
        if (url == null) {
            proxy.problem("type", "the environment variable " + name + " is not an http or https URL");
            return null;
        }
        if (at < start) {
            return new Network.Proxy(url.toString(), null, null);
        }
        var user = value.substring(start, at).split(":", 2);
        return new Network.Proxy(url.toString(), user[0], new Secret(user.length < 2 ? "" : user[1]));
    }

    /** Tools disagree about the case of these names; either is taken. */
    private static @Nullable String variable(Section proxy, String name) {
        var lower = proxy.variable(name.toLowerCase(Locale.ROOT));
        return lower == null ? proxy.variable(name) : lower;
    }

    /** Whether {@code NO_PROXY} names the host or a domain above it. */
    private static boolean isExempt(String host, @Nullable String noProxy) {
        return noProxy != null
                && Arrays.stream(noProxy.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                        .map(entry -> entry.replaceFirst("^\\*?\\.", ""))
                        .filter(entry -> !entry.isEmpty())
                        .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
    }
}
