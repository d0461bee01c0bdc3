package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address, a prefix or a range, as strictly as can be: what two programs could read as two different hosts is refused.
 * Every refusal is an {@link IllegalArgumentException} whose message is for the user.
 *
 * <p>Without the address library of {@link StrictAddress}, whose hundred classes would be a ninth of the time in which one host
 * is scanned.
 */
final class AddressSyntax {
    /** What cannot be a host name, so that a mistyped address never becomes a question to the DNS. */
    private static final Pattern ADDRESS_LIKE =
            Pattern.compile(".*[:/%*].*|(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)(-[0-9.]*)?");

    private static final Pattern LITERAL = Pattern.compile("([0-9a-fA-F:.]+)(/(0|[1-9][0-9]{0,2}))?");
    private static final Pattern LEADING_ZERO = Pattern.compile("(?:.*[.:])?0[0-9]+(?:\\..*|/.*)?");
    private static final Pattern LAST_NUMBER = Pattern.compile("[0-9]{1,3}");
    /** What an IPv4-mapped address begins with (RFC 4291 §2.5.5.2). */
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private AddressSyntax() {}

    /** Says whether the user meant an address, right or wrong. */
    static boolean isMeant(String text) {
        return ADDRESS_LIKE.matcher(text).matches();
    }

    static AddressBlock parse(String text) {
        int dash = text.indexOf('-');
        return dash < 0 ? prefix(text) : range(text, text.substring(0, dash), text.substring(dash + 1));
    }

    private static AddressBlock range(String text, String from, String to) {
        InetAddress first = single(from);
        checkArgument(
                !LAST_NUMBER.matcher(to).matches(),
                "%s is not a range: write both ends in full, %s-%s",
                text,
                from,
                from.substring(0, 1 + Math.max(from.lastIndexOf('.'), from.lastIndexOf(':'))) + to);
        InetAddress last = single(to);
        try {
            return new AddressBlock(first, last);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + " is not a range: " + e.getMessage(), e);
        }
    }

    private static InetAddress single(String text) {
        checkArgument(
                text.indexOf('/') < 0, "%s: a range goes from address to address, not from prefix to prefix", text);
        return AddressLine.ofBytes(bytes(literal(text).group(1)));
    }

    private static AddressBlock prefix(String text) {
        Matcher literal = literal(text);
        byte[] address = bytes(literal.group(1));
        int bits = literal.group(3) == null ? address.length * Byte.SIZE : Integer.parseInt(literal.group(3));
        byte[] first = address.clone();
        byte[] last = address.clone();
        for (int bit = bits; bit < address.length * Byte.SIZE; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            first[bit / Byte.SIZE] &= (byte) ~mask;
            last[bit / Byte.SIZE] |= (byte) mask;
        }
        if (!Arrays.equals(address, first)) {
            throw new IllegalArgumentException(text + " has bits set behind the prefix: write " + written(first) + "/"
                    + bits + " for the whole network or " + written(address) + " for the one host");
        }
        try {
            return new AddressBlock(AddressLine.ofBytes(first), AddressLine.ofBytes(last));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + " mixes IPv4-mapped and other IPv6 addresses", e);
        }
    }

    /** An address in group 1, and in group 3 the length of a prefix where there is one. */
    private static Matcher literal(String text) {
        checkArgument(
                text.indexOf('%') < 0,
                "%s has a zone (%s…), which means something on one host only: leave it out",
                text,
                '%');
        checkArgument(!text.contains("://"), "%s is a URL: write only the host, or HOST:PORT", text);
        Matcher matcher = LITERAL.matcher(text);
        checkArgument(matcher.matches(), "%s is not an address", text);
        checkArgument(
                !text.contains(".") || !LEADING_ZERO.matcher(text).matches(),
                "%s is not an address: some read a number with a leading zero as octal, so write it without",
                text);
        boolean prefix = matcher.group(2) != null;
        checkArgument(
                InetAddresses.isInetAddress(matcher.group(1)),
                prefix ? "%s is not a prefix" : "%s is not an address",
                text);
        int most = isIpv6(matcher.group(1)) ? 128 : 32;
        checkArgument(!prefix || Integer.parseInt(matcher.group(3)) <= most, "%s is not a prefix", text);
        return matcher;
    }

    private static boolean isIpv6(String address) {
        return address.indexOf(':') >= 0;
    }

    /** Four bytes or sixteen, as it is written: an {@link InetAddress} of an IPv4-mapped address has four. */
    private static byte[] bytes(String address) {
        byte[] bytes = InetAddresses.forString(address).getAddress();
        if (bytes.length == 4 && isIpv6(address)) {
            byte[] mapped = Arrays.copyOf(MAPPED, 16);
            System.arraycopy(bytes, 0, mapped, 12, 4);
            return mapped;
        }
        return bytes;
    }

    /** The bytes as an address of their own family. */
    private static String written(byte[] bytes) {
        try {
            return InetAddresses.toAddrString(
                    bytes.length == 4 ? AddressLine.ofBytes(bytes) : Inet6Address.getByAddress(null, bytes, -1));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not 4 or 16 bytes", e);
        }
    }
}
