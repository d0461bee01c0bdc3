package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IncompatibleAddressException;
import relaycheck.target.StrictAddress;

/** The addresses that belong to the owner: private ones, and the prefixes that were named. */
public final class Insiders {
    private static final ImmutableList<String> PRIVATE = ImmutableList.of(
            "10.0.0.0/8",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "::1/128",
            "fc00::/7",
            "fe80::/10");

    private final ImmutableList<IPAddress> prefixes;

    private Insiders(ImmutableList<IPAddress> prefixes) {
        this.prefixes = prefixes;
    }

    /**
     * Private addresses and these prefixes.
     *
     * @throws IllegalArgumentException naming the first that is no address and no prefix
     */
    public static Insiders of(Iterable<String> named) {
        ImmutableList.Builder<IPAddress> prefixes = ImmutableList.builder();
        PRIVATE.forEach(prefix -> prefixes.add(parse(prefix)));
        named.forEach(prefix -> prefixes.add(parse(prefix)));
        return new Insiders(prefixes.build());
    }

    /** Whether it is a stranger's: what is no address (a name, a broken one) is taken for one. */
    boolean isOutside(String source) {
        try {
            IPAddress address = addressOf(new IPAddressString(source, StrictAddress.WITH_ZONE));
            return prefixes.stream().noneMatch(prefix -> prefix.contains(address));
        } catch (AddressStringException | IncompatibleAddressException noAddress) {
            return true;
        }
    }

    private static IPAddress parse(String prefix) {
        try {
            return addressOf(new IPAddressString(prefix.strip(), StrictAddress.WITH_ZONE))
                    .toPrefixBlock();
        } catch (AddressStringException | IncompatibleAddressException noAddress) {
            throw new IllegalArgumentException("'" + prefix + "' is not an address or a prefix", noAddress);
        }
    }

    /** An IPv4 address inside an IPv6 one is the IPv4 address. */
    private static IPAddress addressOf(IPAddressString text) throws AddressStringException {
        IPAddress address = text.toAddress();
        boolean mapped = address.isIPv6() && address.toIPv6().isIPv4Mapped();
        return mapped ? address.toIPv6().getEmbeddedIPv4Address() : address;
    }
}
