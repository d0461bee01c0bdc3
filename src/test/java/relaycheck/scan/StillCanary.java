package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import relaycheck.history.Run;
import relaycheck.proof.Arrival;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;
import relaycheck.target.Endpoint;

/** Knows where it stands, and nothing else. */
record StillCanary(boolean embedded, ImmutableSet<InetAddress> withoutNonce) implements ScanCanary {
    StillCanary(boolean embedded) {
        this(embedded, ImmutableSet.of(InetAddresses.forString("10.66.0.1")));
    }

    @Override
    public ImmutableList<Destination> towards(Endpoint endpoint) {
        return ImmutableList.of();
    }

    @Override
    public ImmutableSet<Integer> ports() {
        return ImmutableSet.of();
    }

    @Override
    public boolean isCanary(Endpoint endpoint) {
        return false;
    }

    @Override
    public ImmutableListMultimap<Nonce, Arrival> arrivals(Collection<Nonce> nonces) {
        return ImmutableListMultimap.of();
    }

    @Override
    public boolean cameDirectly(Nonce nonce) {
        return false;
    }

    @Override
    public void ignore(Predicate<InetSocketAddress> ownSockets, BiPredicate<Nonce, InetSocketAddress> ownCarriers) {}

    @Override
    public Run.CanaryUsed used() {
        return new Run.CanaryUsed(ImmutableList.of("10.77.3.1"), ImmutableList.of(8471), embedded);
    }

    @Override
    public ImmutableList<String> warnings() {
        return ImmutableList.of();
    }

    @Override
    public void close() {}
}
