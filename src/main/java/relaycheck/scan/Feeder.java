package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import relaycheck.proof.Destination;
import relaycheck.target.Admission;
import relaycheck.target.Admitted;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;
import relaycheck.target.Skipped;
import relaycheck.target.Target;

/** Hands out what is to be asked, one endpoint at a time, as the list expands. For use by one thread at a time. */
final class Feeder {
    /** An endpoint and where it is asked to relay to. */
    record Next(Asked asked, ImmutableList<Destination> destinations) {}

    private final Scope scope;
    private final Optional<InetAddress> source;
    private final ScanCanary canary;
    private final Predicate<Endpoint> decided;
    private final SkippedList skipped;
    private final Iterator<Target> targets;
    private @Nullable Target target;
    private Iterator<Endpoint> endpoints = Collections.emptyIterator();

    Feeder(ScanSettings settings, ScanCanary canary, Predicate<Endpoint> decided, SkippedList skipped) {
        this.scope = settings.scope();
        this.source = settings.source();
        this.canary = canary;
        this.decided = decided;
        this.skipped = skipped;
        this.targets = settings.targets().targets(settings.shard()).iterator();
    }

    /** The next endpoint; null at the end. */
    @Nullable
    Next next() {
        while (true) {
            while (!endpoints.hasNext()) {
                if (!targets.hasNext()) {
                    return null;
                }
                target = targets.next();
                endpoints = target.endpoints().iterator();
            }
            Next next = considered(target, endpoints.next());
            if (next != null) {
                return next;
            }
        }
    }

    private @Nullable Next considered(@Nullable Target from, Endpoint endpoint) {
        if (from == null || decided.test(endpoint)) {
            return null;
        }
        Admission admission = scope.admit(endpoint);
        if (admission instanceof Skipped refused) {
            skipped.add(refused, from.spec());
            return null;
        }
        if (source.isPresent() && source.get().getClass() != endpoint.address().getClass()) {
            skipped.add(Skipped.of(endpoint, "--source is an address of the other family"), from.spec());
            return null;
        }
        if (canary.isCanary(endpoint)) {
            skipped.add(Skipped.of(endpoint, "our canary"), from.spec());
            return null;
        }
        ImmutableList<Destination> destinations = withoutItself(endpoint, canary.towards(endpoint));
        if (destinations.isEmpty()) {
            skipped.add(
                    Skipped.of(
                            endpoint,
                            "the canary has no address that it could be asked for; give --canary-address or --canary"),
                    from.spec());
            return null;
        }
        return new Next(new Asked((Admitted) admission, from.names(), from.label(endpoint.port())), destinations);
    }

    /** No question names the endpoint itself: it might ask itself without end. */
    private static ImmutableList<Destination> withoutItself(Endpoint endpoint, ImmutableList<Destination> all) {
        for (Destination place : all) {
            if (isItself(endpoint, place)) {
                return all.stream()
                        .filter(other -> !isItself(endpoint, other))
                        .collect(ImmutableList.toImmutableList());
            }
        }
        return all;
    }

    private static boolean isItself(Endpoint endpoint, Destination place) {
        return endpoint.port() == place.port() && endpoint.address().equals(place.address());
    }
}
