package relaycheck.cause;

import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Destination ports in the order in which a configuration names them, as ranges. */
public record Ports(ImmutableList<Range<Integer>> ranges) {
    /** The ports that reports name first: web and mail. */
    private static final ImmutableList<Integer> WELL_KNOWN = ImmutableList.of(443, 80, 25);

    private static final int LAST = 65_535;

    /** No port. */
    public static final Ports NONE = new Ports(ImmutableList.of());
    /** Every port. */
    public static final Ports ALL = range(1, LAST);

    /** Single ports. */
    public static Ports of(Integer... ports) {
        return Stream.of(ports).map(port -> range(port, port)).reduce(NONE, Ports::and);
    }

    /** A range, both ends included; an impossible one is none. */
    public static Ports range(int first, int last) {
        return first > Math.min(last, LAST) || first < 0
                ? NONE
                : new Ports(ImmutableList.of(Range.closed(first, Math.min(last, LAST))));
    }

    /** {@code 443}, {@code 1025-65535} or {@code *}; anything else is none. */
    public static Ports parse(String text) {
        if (text.equals("*")) {
            return ALL;
        }
        if (text.matches("\\d{1,5}")) {
            return range(Integer.parseInt(text), Integer.parseInt(text));
        }
        if (!text.matches("\\d{1,5}-\\d{1,5}")) {
            return NONE;
        }
        int dash = text.indexOf('-');
        return range(Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    /** These and then those. */
    public Ports and(Ports others) {
        return new Ports(Stream.concat(ranges.stream(), others.ranges.stream())
                .distinct()
                .collect(ImmutableList.toImmutableList()));
    }

    /** These but for those, in order of number; without those as they are. */
    Ports without(Ports others) {
        if (others.isEmpty()) {
            return this;
        }
        TreeRangeSet<Integer> left = TreeRangeSet.create();
        ranges.forEach(range -> left.add(range.canonical(DiscreteDomain.integers())));
        others.ranges.forEach(range -> left.remove(range.canonical(DiscreteDomain.integers())));
        return new Ports(left.asRanges().stream()
                .map(range -> Range.closed(range.lowerEndpoint(), range.upperEndpoint() - 1))
                .collect(ImmutableList.toImmutableList()));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether the port is among them. */
    public boolean contains(int port) {
        return ranges.stream().anyMatch(range -> range.contains(port));
    }

    /** Whether a stranger could do more harm than ask web servers: anything but 80 and 443. */
    boolean goBeyondWeb() {
        return ranges.stream()
                .anyMatch(range -> range.lowerEndpoint() < range.upperEndpoint()
                        || (range.lowerEndpoint() != 80 && range.lowerEndpoint() != 443));
    }

    /** Single ports as they are; of a range the well-known ones, or its two ends where it has none of them. */
    public ImmutableList<Integer> listed() {
        Set<Integer> ports = new LinkedHashSet<>();
        ranges.forEach(range -> ports.addAll(listed(range)));
        return ImmutableList.copyOf(ports);
    }

    private static List<Integer> listed(Range<Integer> range) {
        List<Integer> known = WELL_KNOWN.stream().filter(range::contains).toList();
        return known.isEmpty() ? List.of(range.lowerEndpoint(), range.upperEndpoint()) : known;
    }

    /** For a sentence: {@code 443, 80 and 25}, {@code every port}. */
    @Override
    public String toString() {
        if (contains(1) && ranges.contains(Range.closed(1, LAST))) {
            return "every port";
        }
        String text = ranges.stream().map(Ports::words).collect(Collectors.joining(", "));
        int comma = text.lastIndexOf(", ");
        return comma < 0 ? text : text.substring(0, comma) + " and " + text.substring(comma + 2);
    }

    private static String words(Range<Integer> range) {
        return range.lowerEndpoint().equals(range.upperEndpoint())
                ? range.lowerEndpoint().toString()
                : range.lowerEndpoint() + " to " + range.upperEndpoint();
    }
}
