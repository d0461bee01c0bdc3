package relaycheck.target;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * All addresses on one line of numbers, so that prefixes, ranges, excludes and scopes are plain intervals: IPv6 at its
 * own value, IPv4 above the last IPv6 address.
 *
 * <p>IPv4 does not lie at {@code ::ffff:0:0/96}, or a scope or an exclude of {@code ::/0} would take all of IPv4 with it.
 */
final class AddressLine {
    static final BigInteger FIRST_IPV4 = BigInteger.ONE.shiftLeft(128);

    private static final int IPV6_BYTES = 16;

    private AddressLine() {}

    static BigInteger position(InetAddress address) {
        byte[] bytes = address.getAddress();
        BigInteger value = new BigInteger(1, bytes);
        return bytes.length == IPV6_BYTES ? value : FIRST_IPV4.add(value);
    }

    static InetAddress at(BigInteger position) {
        if (position.compareTo(FIRST_IPV4) >= 0) {
            return ipv4(position.intValue());
        }
        byte[] value = position.toByteArray();
        byte[] bytes = new byte[IPV6_BYTES];
        // at the top of the line a sign byte comes first, at the bottom the leading zeros are missing
        int length = Math.min(value.length, IPV6_BYTES);
        System.arraycopy(value, value.length - length, bytes, IPV6_BYTES - length, length);
        return ofBytes(bytes);
    }

    static InetAddress ipv4(int value) {
        return ofBytes(new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }

    /** An address without a name; sixteen bytes of an IPv4-mapped address give the IPv4 address. */
    static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not 4 or 16 bytes", e);
        }
    }
}
