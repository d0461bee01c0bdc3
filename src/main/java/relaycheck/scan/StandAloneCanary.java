package relaycheck.scan;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import relaycheck.canary.CanaryCheck;
import relaycheck.canary.CanaryClient;
import relaycheck.history.Run;
import relaycheck.proof.Arrival;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;

/** A canary that runs elsewhere and shares our key. Only ports that returned the proof of a fresh nonce to us are asked for. */
public final class StandAloneCanary implements ScanCanary {
    private static final ImmutableSet<Integer> WELL_KNOWN = ImmutableSet.of(25, 80, 443);
    /** Nonces that are asked for at once: the answers that a canary takes with it when it falls silent are no more. */
    private static final int NONCES_AT_ONCE = 200;

    private final CanaryClient client;
    private final InetAddress address;
    private final ImmutableList<Destination> destinations;
    private final ImmutableSet<Integer> ports;
    private final ImmutableList<String> warnings;
    private final boolean checked;
    private volatile boolean answersQuestions;

    private StandAloneCanary(
            CanaryClient client,
            InetAddress address,
            ImmutableList<Destination> destinations,
            ImmutableList<String> warnings,
            boolean checked) {
        this.client = client;
        this.address = address;
        this.destinations = destinations;
        this.ports = destinations.stream().map(Destination::port).collect(toImmutableSet());
        this.warnings = warnings;
        this.checked = checked;
        this.answersQuestions = checked;
    }

    /**
     * Checks each port and keeps those that prove themselves; without any, {@link #hasPorts} is false.
     *
     * @param name the name to ask for
     */
    public static StandAloneCanary check(
            CanaryClient client, InetAddress address, Collection<Integer> ports, Optional<String> name) {
        List<CanaryCheck> checks =
                ports.stream().map(port -> client.checkAsArrived(address, port)).toList();
        ImmutableList<String> warnings = checks.stream()
                .filter(check -> check.proof().isEmpty() || !check.differences().isEmpty())
                .map(check -> check.proof().isEmpty()
                        ? "canary " + check + "; it is not asked for"
                        : "canary " + check + "; something on the way there changes requests: "
                                + String.join(", ", check.differences()))
                .collect(toImmutableList());
        return new StandAloneCanary(
                client,
                address,
                ordered(
                        checks.stream()
                                .flatMap(check -> check.destination().stream())
                                .collect(toImmutableList()),
                        name),
                warnings,
                true);
    }

    /** Takes the user's word for each port. */
    public static StandAloneCanary unchecked(
            CanaryClient client, InetAddress address, Collection<Integer> ports, Optional<String> name) {
        return new StandAloneCanary(
                client,
                address,
                ordered(
                        ports.stream()
                                .map(port -> CanaryClient.unchecked(address, port))
                                .collect(toImmutableList()),
                        name),
                ImmutableList.of("the canary was not checked (--canary-unchecked): that its ports lead to it is the"
                        + " user's word"),
                false);
    }

    private static ImmutableList<Destination> ordered(List<Destination> places, Optional<String> name) {
        return places.stream()
                .map(place -> name.isPresent() ? place.named(name.get()) : place)
                .sorted(Comparator.comparing(StandAloneCanary::isWellKnown))
                .collect(toImmutableList());
    }

    /** Whether the port is one that many filters treat in a way of its own: the canary's own port comes before them. */
    static boolean isWellKnown(Destination destination) {
        return WELL_KNOWN.contains(destination.port());
    }

    /** Whether any port proved itself. */
    public boolean hasPorts() {
        return !destinations.isEmpty();
    }

    @Override
    public ImmutableList<Destination> towards(Endpoint endpoint) {
        boolean sameFamily = endpoint.address().getClass() == address.getClass();
        boolean privateForPublic = Scope.isPublic(endpoint.address()) && !Scope.isPublic(address);
        return sameFamily && !privateForPublic ? destinations : ImmutableList.of();
    }

    @Override
    public ImmutableSet<Integer> ports() {
        return ports;
    }

    @Override
    public boolean isCanary(Endpoint endpoint) {
        return endpoint.address().equals(address) && ports.contains(endpoint.port());
    }

    @Override
    public ImmutableListMultimap<Nonce, Arrival> arrivals(Collection<Nonce> nonces) {
        ImmutableListMultimap.Builder<Nonce, Arrival> all = ImmutableListMultimap.builder();
        if (answersQuestions && !nonces.isEmpty()) {
            for (List<Nonce> some : Iterables.partition(nonces, NONCES_AT_ONCE)) {
                ask(some).forEach(arrival -> all.put(arrival.nonce(), arrival));
            }
        }
        return all.build();
    }

    private ImmutableList<Arrival> ask(List<Nonce> nonces) {
        try {
            return client.arrivals(address, destinations.get(0).port(), nonces);
        } catch (IOException e) {
            // the proof in the answers needs no other channel: without it only one-way relays go unseen
            answersQuestions = false;
            return ImmutableList.of();
        }
    }

    @Override
    public boolean cameDirectly(Nonce nonce) {
        return false; // what stands elsewhere sees only addresses, and ours may be a relay's as well
    }

    @Override
    public void ignore(Predicate<InetSocketAddress> ownSockets, BiPredicate<Nonce, InetSocketAddress> ownCarriers) {}

    @Override
    public ImmutableSet<InetAddress> withoutNonce() {
        return ImmutableSet.of();
    }

    @Override
    public Run.CanaryUsed used() {
        return new Run.CanaryUsed(ImmutableList.of(InetAddresses.toAddrString(address)), ports.asList(), false);
    }

    @Override
    public ImmutableList<String> warnings() {
        return checked && !answersQuestions
                ? ImmutableList.<String>builder()
                        .addAll(warnings)
                        .add("the canary stopped answering questions about arrivals: one-way relays may be missed")
                        .build()
                : warnings;
    }

    @Override
    public void close() {
        client.close();
    }
}
