package relaycheck.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.Range;
import com.google.common.collect.RangeMap;
import com.google.common.collect.TreeRangeMap;
import com.google.common.io.Resources;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
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
        private static final Splitter COMMAS = Splitter.on(',').limit(4).trimResults();

        static final RangeMap<BigInteger, SpecialPurpose> BLOCKS = load();

        /** The file has the wider block before the narrower one, which so takes its place. */
        private static RangeMap<BigInteger, SpecialPurpose> load() {
            RangeMap<BigInteger, SpecialPurpose> blocks = TreeRangeMap.create();
            for (String line : lines()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    SpecialPurpose block = row(COMMAS.splitToList(line));
                    blocks.put(range(block.prefix), block);
                }
            }
            return blocks;
        }

        private static SpecialPurpose row(List<String> fields) {
            Use use = Use.valueOf(fields.get(1).replace('-', '_').toUpperCase(Locale.ROOT));
            return new SpecialPurpose(fields.get(0), use, fields.get(2), fields.get(3));
        }

        /** Without the address library, whose first call costs more than this whole table. */
        private static Range<BigInteger> range(String prefix) {
            int slash = prefix.indexOf('/');
            InetAddress first = InetAddresses.forString(prefix.substring(0, slash));
            int hostBits = first.getAddress().length * 8 - Integer.parseInt(prefix.substring(slash + 1));
            BigInteger start = AddressLine.position(first);
            return Range.closedOpen(start, start.add(BigInteger.ONE.shiftLeft(hostBits)));
        }

        private static List<String> lines() {
            try {
                return Resources.readLines(Resources.getResource(SpecialPurpose.class, "special-purpose.csv"), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
