package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import com.google.common.primitives.ImmutableIntArray;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An ordered set of TCP ports, at least one. */
public final class Ports {
    private static final Pattern ITEM = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");
    private static final Splitter COMMAS = Splitter.on(',');

    private final ImmutableIntArray sorted;

    private Ports(IntStream ports) {
        sorted = ImmutableIntArray.copyOf(ports.sorted().distinct());
        checkArgument(!sorted.isEmpty(), "no port");
        checkArgument(sorted.get(0) >= 1, "%s is not a port (1-65535)", sorted.get(0));
        int last = sorted.get(sorted.length() - 1);
        checkArgument(last <= 65535, "%s is not a port (1-65535)", last);
    }

    /** The set of these ports. */
    public static Ports of(int... ports) {
        return new Ports(IntStream.of(ports));
    }

    /**
     * From {@code 80}, {@code 80,8080} or {@code 8000-8010,80}.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static Ports parse(String text) {
        IntStream all = IntStream.empty();
        for (String item : COMMAS.split(text)) {
            all = IntStream.concat(all, item(item));
        }
        return new Ports(all);
    }

    private static IntStream item(String text) {
        Matcher matcher = ITEM.matcher(text);
        checkArgument(matcher.matches(), "\"%s\" is not a port or a range of ports such as 8000-8010", text);
        int from = Integer.parseInt(matcher.group(1));
        int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
        checkArgument(from <= to, "the range of ports %s ends before it starts", text);
        return IntStream.rangeClosed(from, to);
    }

    /** The ports of both. */
    public Ports union(Ports other) {
        return equals(other) ? this : new Ports(IntStream.concat(stream(), other.stream()));
    }

    /** Says whether this port is in the set. */
    public boolean contains(int port) {
        return sorted.contains(port);
    }

    /** How many ports. */
    public int size() {
        return sorted.length();
    }

    /** The ports in ascending order. */
    public IntStream stream() {
        return sorted.stream();
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
