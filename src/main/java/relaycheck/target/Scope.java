package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The prefixes that the user owns, and the judge of what may be dialled: loopback, RFC 1918, link-local and unique-local
 * addresses as listed, any other only if it is owned, and some never. An IPv6 address that leads to an IPv4 address is
 * judged by that.
 */
public final class Scope {
    /** Nobody owns more than an IPv4 /8 or an IPv6 /16: a shorter prefix is a slip, and would open the internet. */
    private static final BigInteger LARGEST_IPV4 = BigInteger.ONE.shiftLeft(24);

    private static final BigInteger LARGEST_IPV6 = BigInteger.ONE.shiftLeft(112);

    private final ImmutableRangeSet<BigInteger> owned;

    private Scope(ImmutableRangeSet<BigInteger> owned) {
        this.owned = owned;
    }

    /** Reads owned addresses, prefixes and ranges, and finds every mistake in them. */
    public static Parsed<Scope> parse(Iterable<Source> sources) {
        SourceReader reader = new SourceReader();
        RangeSet<BigInteger> owned = TreeRangeSet.create();
        for (Source source : sources) {
            reader.read(
                    source, (entry, origin) -> owned.add(owned(entry, origin).range()));
        }
        return new Parsed<>(new Scope(ImmutableRangeSet.copyOf(owned)), reader.problems());
    }

    private static AddressBlock owned(String entry, Origin origin) {
        AddressBlock block = TargetSyntax.parseWhole(entry, origin, "a scope");
        BigInteger largest = block.isIpv4() ? LARGEST_IPV4 : LARGEST_IPV6;
        checkArgument(
                block.size().compareTo(largest) <= 0,
                "%s is more than anyone owns: the largest is an IPv4 /8 or an IPv6 /16",
                entry);
        return block;
    }

    /** The scope of a user who named no prefix. */
    public static Scope none() {
        return new Scope(ImmutableRangeSet.of());
    }

    /** Judges an endpoint: {@link Admitted}, or {@link Skipped} with the reason. */
    public Admission admit(Endpoint endpoint) {
        Optional<String> objection = objection(endpoint.address());
        return objection.isPresent() ? Skipped.of(endpoint, objection.get()) : new Admitted(endpoint);
    }

    /** Why this address is not scanned, on whatever port; empty if it is. */
    public Optional<String> objection(InetAddress address) {
        InetAddress judged = EmbeddedIpv4.judged(address);
        if (isPlainlyPrivate(judged)) {
            return Optional.empty();
        }
        Optional<String> objection = objection(judged, SpecialPurpose.of(judged));
        return judged.equals(address)
                ? objection
                : objection.map(why -> "leads to " + InetAddresses.toAddrString(judged) + ", a " + why);
    }

    /** Whether strangers' networks lie behind such an address, so that it is scanned only if it is owned. */
    public static boolean isPublic(InetAddress address) {
        InetAddress judged = EmbeddedIpv4.judged(address);
        return !isPlainlyPrivate(judged)
                && SpecialPurpose.of(judged)
                        .map(SpecialPurpose::use)
                        .filter(use -> use != SpecialPurpose.Use.SCOPE_NEEDED)
                        .isEmpty();
    }

    /** Most of what is scanned, told by its first bytes; nothing here is in the table as anything else. */
    private static boolean isPlainlyPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 4) {
            return false;
        }
        return bytes[0] == 10
                || bytes[0] == 127
                || (bytes[0] == (byte) 192 && bytes[1] == (byte) 168)
                || (bytes[0] == (byte) 172 && (bytes[1] & 0xf0) == 16);
    }

    private Optional<String> objection(InetAddress judged, Optional<SpecialPurpose> special) {
        SpecialPurpose.Use use = special.map(SpecialPurpose::use).orElse(SpecialPurpose.Use.SCOPE_NEEDED);
        String what = special.map(SpecialPurpose::toString).orElse("public address");
        return switch (use) {
            case AS_LISTED -> Optional.empty();
            case NEVER -> Optional.of(what + ": never scanned");
            case SCOPE_NEEDED ->
                owned.contains(AddressLine.position(judged))
                        ? Optional.empty()
                        : Optional.of(what + "; if it is yours, add --own " + InetAddresses.toAddrString(judged)
                                + " (or the prefix that you own) or --scope FILE");
        };
    }
}
