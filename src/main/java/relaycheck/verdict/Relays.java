package relaycheck.verdict;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedSet;
import relaycheck.probe.Way;

/**
 * The canary's ports that were reached, by kind of request: the port of <em>arrival</em>, not what was asked.
 *
 * @param ports by kind of request
 */
public record Relays(ImmutableSetMultimap<Way, Integer> ports) {
    /** Nothing was reached. */
    public static final Relays NONE = new Relays(ImmutableSetMultimap.of());

    /** The ports that this kind of request reached, in order. */
    public ImmutableSortedSet<Integer> by(Way way) {
        return ports.isEmpty() ? ImmutableSortedSet.of() : ImmutableSortedSet.copyOf(ports.get(way));
    }

    /** The ports that any kind of request reached, in order. */
    public ImmutableSortedSet<Integer> all() {
        return ports.isEmpty() ? ImmutableSortedSet.of() : ImmutableSortedSet.copyOf(ports.values());
    }
}
