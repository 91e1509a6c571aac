package org.messagesgateway.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.messagesgateway.config.FetchConfig;

/**
 * Looks up hosts that callers choose and gives out public addresses only: what it gives out is what is connected to, so
 * that no second look-up can answer otherwise. Thread-safe.
 */
final class GuardedResolver implements DnsResolver {

    /** The host is unknown, or has an address that is internal: callers are not told which. */
    static final class NoPublicAddress extends UnknownHostException {
        NoPublicAddress() {
            super("no public address");
        }
    }

    private final FetchConfig config;
    private final DnsResolver system;

    GuardedResolver(FetchConfig config, DnsResolver system) {
        this.config = config;
        this.system = system;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var addresses = lookUp(host);
        var named = config.isInternal(host, port);
        if (addresses.length == 0 || Stream.of(addresses).anyMatch(address -> !mayConnect(address, named))) {
            throw new NoPublicAddress();
        }
        return Stream.of(addresses)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    private InetAddress[] lookUp(String host) throws NoPublicAddress {
        try {
            return system.resolve(host);
        } catch (UnknownHostException e) {
            throw new NoPublicAddress();
        }
    }

    /** Nobody has files at a link-local address, but clouds have credentials there. */
    private static boolean mayConnect(InetAddress address, boolean named) {
        return named ? !address.isLinkLocalAddress() : !InternalAddresses.contain(address);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        throw new NoPublicAddress();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
