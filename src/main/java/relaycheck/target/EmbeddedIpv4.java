package relaycheck.target;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * The IPv4 address that an IPv6 address leads to through a translator or a tunnel. An IPv4-mapped address needs no case:
 * an {@link InetAddress} made of its bytes is the IPv4 address already.
 */
final class EmbeddedIpv4 {
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private EmbeddedIpv4() {}

    /** The embedded address, or the address itself where none is embedded. */
    static InetAddress judged(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address;
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x02) { // 6to4, RFC 3056
            return at(bytes, 2);
        }
        return startsWith(bytes, NAT64) ? at(bytes, 12) : address; // RFC 6052
    }

    private static InetAddress at(byte[] bytes, int index) {
        return AddressLine.ofBytes(new byte[] {bytes[index], bytes[index + 1], bytes[index + 2], bytes[index + 3]});
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
