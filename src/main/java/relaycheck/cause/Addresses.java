package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Address specifications as products write them, judged by one question: does a stranger fall into it? */
final class Addresses {
    private static final Pattern PREFIX = Pattern.compile("(.+)/(\\d{1,3}|\\d+\\.\\d+\\.\\d+\\.\\d+)");
    private static final Pattern RANGE = Pattern.compile("([0-9a-fA-F.:]+)-([0-9a-fA-F.:]+)(/.*)?");

    /** Fewer bits than this are more than one owner's network. */
    private static final int FEWEST_BITS = 8;

    /** Unique local addresses, RFC 4193: the one prefix that is shorter and nobody else's. */
    private static final Pattern LOCAL = Pattern.compile("f[cd][0-9a-f]{2}:[0-9a-f:]*/7");

    private Addresses() {}

    /** Whether strangers are meant: everything, or so short a prefix that it is no network of one's own. */
    static boolean includeStrangers(String specification) {
        String text = Ascii.toLowerCase(specification);
        if (text.equals("all") || text.equals("*") || text.equals("any") || text.equals("0/0")) {
            return true;
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return wide(range.group(1), range.group(2));
        }
        Matcher prefix = PREFIX.matcher(text);
        return prefix.matches()
                && prefix.group(1).matches("[0-9a-f.:\\[\\]]+")
                && bits(prefix.group(2)) < FEWEST_BITS
                && !LOCAL.matcher(text.replaceAll("[\\[\\]]", "")).matches();
    }

    /** The same for addresses of one family, IPv6 or IPv4; {@code 0/0} and {@code all} are of both. */
    static boolean includeStrangers(String specification, boolean six) {
        return includeStrangers(specification) && isOf(specification, six);
    }

    /** Of the other family of addresses there are none in a prefix or a range; a name may be of both. */
    static boolean isOf(String specification, boolean six) {
        return specification.contains(":") ? six : !six || !specification.matches("\\d+\\.[\\d./-]+");
    }

    /** Whether a listening address is only for programs of the same host. */
    static boolean isLoopback(String host) {
        String text = Ascii.toLowerCase(host.replaceAll("[\\[\\]]", ""));
        return text.equals("localhost")
                || text.equals("::1")
                || text.equals("ip6-localhost")
                || text.matches("127(\\.\\d+){1,3}");
    }

    /** Whether it begins like an address that no client on the Internet has: RFC 1918, loopback and their kin. */
    static boolean isPrivate(String specification) {
        return specification.matches("(?i)(10|127|192\\.168|169\\.254|172\\.(1[6-9]|2\\d|3[01])|0)([./].*)?"
                + "|(f[cd]|fe[89ab])[\\da-f:]+(/.*)?|::1(/.*)?");
    }

    /** Whether the address may be in what is specified: a prefix or an address; anything else may be any. */
    static boolean mayContain(String specification, String address) {
        Matcher prefix = PREFIX.matcher(specification);
        String start = prefix.matches() ? prefix.group(1) : specification;
        if (!InetAddresses.isInetAddress(start) || !InetAddresses.isInetAddress(address)) {
            return true;
        }
        InetAddress own = InetAddresses.forString(address);
        InetAddress first = InetAddresses.forString(start);
        int length = own.getAddress().length * 8;
        int left = prefix.matches() ? Math.max(0, length - bits(prefix.group(2))) : 0;
        return first.getAddress().length * 8 == length
                && InetAddresses.toBigInteger(own)
                        .shiftRight(left)
                        .equals(InetAddresses.toBigInteger(first).shiftRight(left));
    }

    private static int bits(String mask) {
        if (!mask.contains(".")) {
            return Integer.parseInt(mask);
        }
        return InetAddresses.isInetAddress(mask)
                ? new BigInteger(1, InetAddresses.forString(mask).getAddress()).bitCount()
                : 32;
    }

    private static boolean wide(String first, String last) {
        if (!InetAddresses.isInetAddress(first) || !InetAddresses.isInetAddress(last)) {
            return false;
        }
        InetAddress low = InetAddresses.forString(first);
        InetAddress high = InetAddresses.forString(last);
        BigInteger size = InetAddresses.toBigInteger(high).subtract(InetAddresses.toBigInteger(low));
        return size.bitLength() > low.getAddress().length * 8 - FEWEST_BITS;
    }
}
