package org.messagesgateway.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from all others: loopback, private, link-local, shared, reserved, for
 * documentation, multicast. The ranges are those of IANA's special-purpose registries. Stateless.
 */
final class InternalAddresses {

    /** The first {@code length} bits of an address. */
    private record Range(byte[] prefix, int length) {

        static Range of(int length, int... prefix) {
            var bytes = new byte[prefix.length];
            for (var i = 0; i < prefix.length; i++) {
                bytes[i] = (byte) prefix[i];
            }
            return new Range(bytes, length);
        }

        boolean contains(byte[] address) {
            for (var bit = 0; bit < length; bit++) {
                var mask = 0x80 >> bit % 8;
                var wanted = bit / 8 < prefix.length ? prefix[bit / 8] & mask : 0;
                if ((address[bit / 8] & mask) != wanted) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Range> SPECIAL_IPV4 = List.of(
            Range.of(8, 0),
            Range.of(8, 10),
            Range.of(10, 100, 64),
            Range.of(8, 127),
            Range.of(16, 169, 254),
            Range.of(12, 172, 16),
            Range.of(24, 192, 0, 0),
            Range.of(24, 192, 0, 2),
            Range.of(24, 192, 88, 99),
            Range.of(16, 192, 168),
            Range.of(15, 198, 18),
            Range.of(24, 198, 51, 100),
            Range.of(24, 203, 0, 113),
            Range.of(4, 224),
            Range.of(4, 240));

    private static final Range GLOBAL_IPV6 = Range.of(3, 0x20);

    /** Within the global ones: Teredo and its neighbours, documentation, 6to4, documentation again. */
    private static final List<Range> SPECIAL_IPV6 = List.of(
            Range.of(23, 0x20, 0x01, 0x00),
            Range.of(32, 0x20, 0x01, 0x0d, 0xb8),
            Range.of(16, 0x20, 0x02),
            Range.of(20, 0x3f, 0xff, 0x00));

    /** IPv6 addresses that end in the IPv4 address they stand for: mapped, and behind NAT64. */
    private static final List<Range> IPV4_IN_IPV6 =
            List.of(Range.of(96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff), Range.of(96, 0x00, 0x64, 0xff, 0x9b));

    private InternalAddresses() {}

    static boolean contain(InetAddress address) {
        return contain(address.getAddress());
    }

    static boolean contain(byte[] address) {
        if (address.length == 4) {
            return isIn(SPECIAL_IPV4, address);
        }
        if (isIn(IPV4_IN_IPV6, address)) {
            return isIn(SPECIAL_IPV4, Arrays.copyOfRange(address, 12, 16));
        }
        return !GLOBAL_IPV6.contains(address) || isIn(SPECIAL_IPV6, address);
    }

    private static boolean isIn(List<Range> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
