package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import com.google.common.primitives.ImmutableIntArray;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An ordered set of TCP ports, at least one. */
public final class Ports {
    private static final Pattern ITEM = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");
    private static final Splitter COMMAS = Splitter.on(',');
    private static final int LAST = 65535;

    private final ImmutableIntArray sorted;

    private Ports(BitSet ports) {
        ImmutableIntArray.Builder each = ImmutableIntArray.builder(ports.cardinality());
        for (int port = ports.nextSetBit(0); port >= 0; port = ports.nextSetBit(port + 1)) {
            each.add(port);
        }
        sorted = each.build();
        checkArgument(!sorted.isEmpty(), "no port");
    }

    /** The set of these ports. */
    public static Ports of(int... ports) {
        BitSet all = new BitSet();
        for (int port : ports) {
            all.set(checked(port));
        }
        return new Ports(all);
    }

    /**
     * From {@code 80}, {@code 80,8080} or {@code 8000-8010,80}.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static Ports parse(String text) {
        BitSet all = new BitSet();
        for (String item : COMMAS.split(text)) {
            add(item, all);
        }
        return new Ports(all);
    }

    private static void add(String text, BitSet all) {
        Matcher matcher = ITEM.matcher(text);
        checkArgument(matcher.matches(), "\"%s\" is not a port or a range of ports such as 8000-8010", text);
        int from = checked(Integer.parseInt(matcher.group(1)));
        int to = matcher.group(2) == null ? from : checked(Integer.parseInt(matcher.group(2)));
        checkArgument(from <= to, "the range of ports %s ends before it starts", text);
        all.set(from, to + 1);
    }

    private static int checked(int port) {
        checkArgument(1 <= port && port <= LAST, "%s is not a port (1-65535)", port);
        return port;
    }

    /** The ports of all of them, one at least. */
    public static Ports union(List<Ports> some) {
        Ports first = some.get(0);
        if (some.stream().allMatch(first::equals)) {
            return first;
        }
        BitSet all = new BitSet();
        for (Ports ports : some) {
            ports.sorted.forEach(all::set);
        }
        return new Ports(all);
    }

    /** Says whether this port is in the set. */
    public boolean contains(int port) {
        return Collections.binarySearch(sorted.asList(), port) >= 0;
    }

    /** How many ports. */
    public int size() {
        return sorted.length();
    }

    /** The ports in ascending order. */
    public ImmutableIntArray asArray() {
        return sorted;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ports && ((Ports) other).sorted.equals(sorted);
    }

    @Override
    public int hashCode() {
        return sorted.hashCode();
    }

    /** In the form that {@link #parse} takes: {@code 80,8000-8010}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        for (int i = 0; i < sorted.length(); ) {
            int end = i;
            while (end + 1 < sorted.length() && sorted.get(end + 1) == sorted.get(end) + 1) {
                end++;
            }
            text.add(end == i ? "" + sorted.get(i) : sorted.get(i) + "-" + sorted.get(end));
            i = end + 1;
        }
        return text.toString();
    }
}
