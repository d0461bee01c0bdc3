package relaycheck.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.Range;
import com.google.common.collect.RangeMap;
import com.google.common.collect.TreeRangeMap;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * A block of addresses that are not ordinary ones, and what relaycheck does with it. The blocks are those of IANA's IPv4
 * and IPv6 special-purpose address registries, multicast, and the addresses at which clouds serve credentials.
 *
 * @param reference the RFC, or who documents it
 */
record SpecialPurpose(String prefix, Use use, String reference, String name) {
    enum Use {
        /** Scanned because it is listed: nobody but the owner is reached there. */
        AS_LISTED,
        /** Never scanned, whoever owns it. */
        NEVER,
        /** Scanned only if a scope contains it. */
        SCOPE_NEEDED
    }

    /** The innermost block around an address. */
    static Optional<SpecialPurpose> of(InetAddress address) {
        return Optional.ofNullable(Table.BLOCKS.get(AddressLine.position(address)));
    }

    @Override
    public String toString() {
        return name + " (" + prefix + ", " + reference + ")";
    }

    /** Loaded when it is first asked. */
    private static final class Table {
        static final ImmutableRangeMap<BigInteger, SpecialPurpose> BLOCKS = load();

        /** The file has the wider block before the narrower one, which so takes its place. */
        private static ImmutableRangeMap<BigInteger, SpecialPurpose> load() {
            RangeMap<BigInteger, SpecialPurpose> blocks = TreeRangeMap.create();
            text().lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> row(line.split(" *, *", 4)))
                    .forEach(block -> blocks.put(range(block.prefix), block));
            return ImmutableRangeMap.copyOf(blocks);
        }

        private static SpecialPurpose row(String[] fields) {
            Use use = Use.valueOf(fields[1].replace('-', '_').toUpperCase(Locale.ROOT));
            return new SpecialPurpose(fields[0], use, fields[2], fields[3]);
        }

        /** Without the address library, whose first call costs more than this whole table. */
        private static Range<BigInteger> range(String prefix) {
            int slash = prefix.indexOf('/');
            InetAddress first = InetAddresses.forString(prefix.substring(0, slash));
            int hostBits = first.getAddress().length * 8 - Integer.parseInt(prefix.substring(slash + 1));
            BigInteger start = AddressLine.position(first);
            return Range.closedOpen(start, start.add(BigInteger.ONE.shiftLeft(hostBits)));
        }

        private static String text() {
            try (InputStream file = SpecialPurpose.class.getResourceAsStream("special-purpose.csv")) {
                return new String(requireNonNull(file, "special-purpose.csv").readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
