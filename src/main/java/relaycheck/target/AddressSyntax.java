package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address, a prefix or a range, as strictly as can be: what two programs could read as two different hosts is refused.
 * Every refusal is an {@link IllegalArgumentException} whose message is for the user.
 */
final class AddressSyntax {
    /** What cannot be a host name, so that a mistyped address never becomes a question to the DNS. */
    private static final Pattern ADDRESS_LIKE =
            Pattern.compile(".*[:/%*].*|(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)(-[0-9.]*)?");

    private static final Pattern LITERAL = Pattern.compile("([0-9a-fA-F:.]+)(/(0|[1-9][0-9]{0,2}))?");
    private static final Pattern LEADING_ZERO = Pattern.compile("(?:.*[.:])?0[0-9]+(?:\\..*|/.*)?");
    private static final Pattern LAST_NUMBER = Pattern.compile("[0-9]{1,3}");

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
        return bytes(literal(text).getLower());
    }

    private static AddressBlock prefix(String text) {
        IPAddress address = literal(text);
        checkArgument(
                address.getNetworkPrefixLength() == null || address.isPrefixBlock(),
                "%s has bits set behind the prefix: write %s for the whole network or %s for the one host",
                text,
                address.toPrefixBlock(),
                address.withoutPrefixLength());
        try {
            return new AddressBlock(bytes(address.getLower()), bytes(address.getUpper()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + " mixes IPv4-mapped and other IPv6 addresses", e);
        }
    }

    private static IPAddress literal(String text) {
        checkArgument(
                text.indexOf('%') < 0,
                "%s has a zone (%%…), which means something on one host only: leave it out",
                text);
        checkArgument(!text.contains("://"), "%s is a URL: write only the host, or HOST:PORT", text);
        Matcher matcher = LITERAL.matcher(text);
        checkArgument(matcher.matches(), "%s is not an address", text);
        checkArgument(
                !text.contains(".") || !LEADING_ZERO.matcher(text).matches(),
                "%s is not an address: some read a number with a leading zero as octal, so write it without",
                text);
        try {
            IPAddress address = new IPAddressString(text, StrictAddress.WITHOUT_ZONE).toAddress();
            checkArgument(address != null, "%s is not an address", text);
            return address;
        } catch (AddressStringException e) {
            throw new IllegalArgumentException(
                    text + (matcher.group(2) == null ? " is not an address" : " is not a prefix"), e);
        }
    }

    private static InetAddress bytes(IPAddress address) {
        return AddressLine.ofBytes(address.getBytes());
    }
}
