package org.messagesgateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The {@code client.fetch_urls} object: whether and from where the gateway fetches images and documents that a request
 * names by URL and its model cannot be given so. Immutable.
 *
 * @param allowedHosts the only hosts asked, in lower case, {@code *.example.com} for all below; empty: any host with a
 *     public address
 * @param internalHosts hosts that are asked though their addresses are internal, {@code host} or {@code host:port}
 * @param allowHttp whether {@code http} will do
 * @param maxBytes largest content of one URL
 * @param timeout for one URL, redirects included
 */
public record FetchConfig(
        boolean enabled,
        List<String> allowedHosts,
        List<String> internalHosts,
        boolean allowHttp,
        int maxBytes,
        Duration timeout) {

    public static final FetchConfig OFF =
            new FetchConfig(false, List.of(), List.of(), false, 0, Duration.ofSeconds(10));

    private static final int MEGABYTE = 1024 * 1024;

    private static final String NAME = "[a-z0-9._-]+|\\[[0-9a-f:.]+\\]";

    static FetchConfig from(Section fetching) {
        return new FetchConfig(
                fetching.flag("enabled", false),
                hosts(fetching, "allowed_hosts", "(\\*\\.)?(" + NAME + ")", "example.com or *.example.com"),
                hosts(fetching, "internal_hosts", "(" + NAME + ")(:\\d{1,5})?", "files.corp or files.corp:8443"),
                fetching.flag("allow_http", false),
                fetching.whole("max_size_mb", 10, 1, 32) * MEGABYTE,
                fetching.seconds("timeout_in_seconds", Duration.ofSeconds(10), 1));
    }

    private static List<String> hosts(Section fetching, String key, String form, String example) {
        var hosts = fetching.texts(key).stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        if (!hosts.stream().allMatch(host -> host.matches(form))) {
            fetching.problem(key, "each must be a host such as " + example);
        }
        return hosts;
    }

    /** Whether the operator has named this host, at this port or any, as one to ask although it is internal. */
    public boolean isInternal(String host, int port) {
        return internalHosts.contains(plain(host) + ":" + port) || internalHosts.contains(plain(host));
    }

    /** Whether this host may be asked, if its address may. */
    public boolean isAllowed(String host) {
        var plain = plain(host);
        return allowedHosts.isEmpty()
                || allowedHosts.stream()
                        .anyMatch(allowed -> allowed.startsWith("*.")
                                ? plain.endsWith(allowed.substring(1))
                                : plain.equals(allowed));
    }

    /** Whether this port is asked for at this host: the usual ones, and those that the operator has named. */
    public boolean isUsual(String host, int port) {
        return port == 443 || port == 80 || internalHosts.contains(plain(host) + ":" + port);
    }

    /** In lower case, without the root's dot, IPv6 in brackets. */
    private static String plain(String host) {
        var name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    }
}
