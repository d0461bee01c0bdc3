package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.math.BigInteger;

/** Collects what sources list, what they exclude, and every mistake. */
final class TargetReader {
    /** An IPv4 /8: more takes days even at a rate that harms, and is a slip of the keyboard. */
    private static final BigInteger LARGEST_BLOCK = BigInteger.ONE.shiftLeft(24);

    private final SourceReader reader = new SourceReader();
    private final ImmutableList.Builder<TargetSpec> specs = ImmutableList.builder();
    private final RangeSet<BigInteger> excluded = TreeRangeSet.create();

    void targets(Source source) {
        reader.read(source, this::target);
    }

    void excludes(Source source) {
        reader.read(source, this::exclude);
    }

    private void target(String entry, Origin origin) {
        if (entry.startsWith("!")) {
            exclude(SourceReader.trim(entry.substring(1)), origin);
            return;
        }
        TargetSpec spec = TargetSyntax.parse(entry, origin);
        if (spec instanceof TargetSpec.Addresses listed) {
            checkSize(listed);
        }
        specs.add(spec);
    }

    private static void checkSize(TargetSpec.Addresses listed) {
        BigInteger size = listed.block().size();
        checkArgument(
                size.compareTo(LARGEST_BLOCK) <= 0,
                "%s has %s addresses, too many to ask one by one: list its hosts, or parts of at most %s addresses (an"
                        + " IPv4 /8, an IPv6 /104)",
                listed.text(),
                size,
                LARGEST_BLOCK);
    }

    private void exclude(String entry, Origin origin) {
        excluded.add(TargetSyntax.parseWhole(entry, origin, "an exclude").range());
    }

    ImmutableList<TargetSpec> specs() {
        return specs.build();
    }

    ImmutableRangeSet<BigInteger> excluded() {
        return ImmutableRangeSet.copyOf(excluded);
    }

    ImmutableList<Problem> problems() {
        return reader.problems();
    }
}
