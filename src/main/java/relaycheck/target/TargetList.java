package relaycheck.target;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Range;
import com.google.common.collect.RangeMap;
import com.google.common.collect.TreeRangeMap;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the user listed, less what was excluded. Each address comes once, however often it is listed: it belongs
 * to the first spec that contains it, is asked on the ports of all of them, and names them all. Names wait for their
 * addresses: {@link #withAddresses}.
 */
public final class TargetList {
    private final ImmutableList<TargetSpec> specs;
    private final ImmutableRangeSet<BigInteger> excluded;
    private final Ports defaultPorts;
    private final ImmutableRangeMap<BigInteger, Target.Listing> listings;
    private final Expansion expansion;

    private TargetList(
            ImmutableList<TargetSpec> specs,
            ImmutableRangeSet<BigInteger> excluded,
            Ports defaultPorts,
            ImmutableSetMultimap<String, InetAddress> addresses) {
        this.specs = specs;
        this.excluded = excluded;
        this.defaultPorts = defaultPorts;
        listings = listings(addresses);
        expansion = new Expansion(listings);
    }

    private ImmutableRangeMap<BigInteger, Target.Listing> listings(
            ImmutableSetMultimap<String, InetAddress> addresses) {
        RangeMap<BigInteger, Listed> all = TreeRangeMap.create();
        for (TargetSpec spec : specs) {
            Listed listed = new Listed(spec, null);
            for (AddressBlock block : blocks(spec, addresses)) {
                all.merge(block.range(), listed, (before, now) -> new Listed(now.spec, before));
            }
        }
        for (Range<BigInteger> range : excluded.asRanges()) {
            all.remove(range);
        }
        ImmutableRangeMap.Builder<BigInteger, Target.Listing> listings = ImmutableRangeMap.builder();
        all.asMapOfRanges()
                .forEach((range, last) -> listings.put(range, Target.Listing.of(last.specs(), defaultPorts)));
        return listings.build();
    }

    /** The last spec of an address, and those before: one address may stand on thousands of lines, each with a port. */
    private record Listed(TargetSpec spec, @Nullable Listed before) {
        ImmutableList<TargetSpec> specs() {
            ImmutableList.Builder<TargetSpec> latestFirst = ImmutableList.builder();
            for (Listed listed = this; listed != null; listed = listed.before) {
                latestFirst.add(listed.spec);
            }
            return latestFirst.build().reverse();
        }
    }

    private static Iterable<AddressBlock> blocks(TargetSpec spec, ImmutableSetMultimap<String, InetAddress> addresses) {
        return spec instanceof TargetSpec.Addresses listed
                ? ImmutableList.of(listed.block())
                : Iterables.transform(addresses.get(spec.text()), AddressBlock::of);
    }

    /**
     * Reads targets and excludes and finds every mistake in them.
     *
     * @param targets in which {@code !} marks an exclude
     * @param excludes that need no mark
     * @param defaultPorts for what has no ports of its own
     */
    public static Parsed<TargetList> parse(Iterable<Source> targets, Iterable<Source> excludes, Ports defaultPorts) {
        TargetReader reader = new TargetReader();
        for (Source source : targets) {
            reader.targets(source);
        }
        for (Source source : excludes) {
            reader.excludes(source);
        }
        TargetList list = new TargetList(reader.specs(), reader.excluded(), defaultPorts, ImmutableSetMultimap.of());
        return new Parsed<>(list, reader.problems());
    }

    /** Everything listed, in order, names among them. */
    public ImmutableList<TargetSpec> specs() {
        return specs;
    }

    /** The ports on which a listed spec is asked: its own, or else those of the scan. */
    public Ports ports(TargetSpec spec) {
        return spec.ports().orElse(defaultPorts);
    }

    /** What was excluded, in words that are the same however it was written down. */
    public String excluded() {
        return excluded.toString();
    }

    /** The listed names, in order. */
    public ImmutableList<TargetSpec.Name> names() {
        return ImmutableList.copyOf(Iterables.filter(specs, TargetSpec.Name.class));
    }

    /** The same list, knowing the addresses of names (each by its {@link TargetSpec.Name#text()}). */
    public TargetList withAddresses(ImmutableSetMultimap<String, InetAddress> addresses) {
        return new TargetList(specs, excluded, defaultPorts, addresses);
    }

    /**
     * The addresses of a shard, but those of names without one, lazily, neighbours far apart, always in the same order.
     */
    public Iterable<Target> targets(Shard shard) {
        return shard.count() == 1 ? expansion : Iterables.filter(expansion, target -> shard.contains(target.address()));
    }

    /** How many endpoints all shards have. */
    public long endpointCount() {
        return expansion.endpoints();
    }

    /** What is listed, and not excluded, at this address. */
    public Optional<Target> find(InetAddress address) {
        Target.Listing listing = listings.get(AddressLine.position(address));
        return listing == null ? Optional.empty() : Optional.of(new Target(address, listing));
    }

    /** Says whether this endpoint is listed and not excluded. */
    public boolean contains(Endpoint endpoint) {
        Optional<Target> target = find(endpoint.address());
        return target.isPresent() && target.get().listing().ports().contains(endpoint.port());
    }
}
