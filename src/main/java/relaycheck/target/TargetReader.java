package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.math.BigInteger;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Goes through sources line by line and collects what they list, what they exclude, and every mistake. */
final class TargetReader {
    /** Inside a word, as in {@code rack#4}, it is a part of the label. */
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
    /** A byte order mark, which some editors put before the first line. */
    private static final CharMatcher BLANK = CharMatcher.whitespace().or(CharMatcher.is('\ufeff'));

    private final ImmutableList.Builder<TargetSpec> specs = ImmutableList.builder();
    private final RangeSet<BigInteger> excluded = TreeRangeSet.create();
    private final ImmutableList.Builder<Problem> problems = ImmutableList.builder();

    void targets(Source source) {
        read(source, this::target);
    }

    void excludes(Source source) {
        read(source, this::exclude);
    }

    /** What is owned has the form of an exclude: whole addresses, no names. */
    void owned(Source source, BiConsumer<String, AddressBlock> check) {
        read(source, (entry, origin) -> {
            TargetSpec.Addresses owned = wholeAddresses(entry, origin, "a scope");
            check.accept(owned.text(), owned.block());
            excluded.add(owned.block().range());
        });
    }

    private void read(Source source, BiConsumer<String, Origin> reader) {
        for (int i = 0; i < source.lines().size(); i++) {
            String entry = BLANK.trimFrom(COMMENT.matcher(source.lines().get(i)).replaceFirst(""));
            if (entry.isEmpty() && source.kind() == Source.Kind.FILE) {
                continue;
            }
            try {
                reader.accept(entry, source.origin(i));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(source.origin(i), String.valueOf(e.getMessage())));
            }
        }
    }

    private void target(String entry, Origin origin) {
        if (entry.startsWith("!")) {
            exclude(BLANK.trimFrom(entry.substring(1)), origin);
            return;
        }
        TargetSpec spec = TargetSyntax.parse(entry, origin);
        if (spec instanceof TargetSpec.Addresses listed) {
            BigInteger size = listed.block().size();
            checkArgument(
                    size.compareTo(TargetSyntax.LARGEST_BLOCK) <= 0,
                    "%s has %s addresses, too many to ask one by one: list its hosts, or prefixes of at most %s"
                            + " addresses (an IPv4 /8, an IPv6 /104)",
                    listed.text(),
                    size,
                    TargetSyntax.LARGEST_BLOCK);
        }
        specs.add(spec);
    }

    private void exclude(String entry, Origin origin) {
        excluded.add(wholeAddresses(entry, origin, "an exclude").block().range());
    }

    private static TargetSpec.Addresses wholeAddresses(String entry, Origin origin, String what) {
        checkArgument(!entry.startsWith("!"), "%s: drop the \"!\", %s needs no mark here", entry, what);
        TargetSpec spec = TargetSyntax.parse(entry, origin);
        checkArgument(
                spec instanceof TargetSpec.Addresses,
                "%s is a name: %s takes addresses and prefixes",
                spec.text(),
                what);
        checkArgument(spec.ports().isEmpty(), "%s takes whole hosts: leave out the ports of %s", what, spec.text());
        return (TargetSpec.Addresses) spec;
    }

    ImmutableList<TargetSpec> specs() {
        return specs.build();
    }

    RangeSet<BigInteger> excluded() {
        return excluded;
    }

    ImmutableList<Problem> problems() {
        return problems.build();
    }
}
