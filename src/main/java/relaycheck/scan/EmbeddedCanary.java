package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import relaycheck.canary.Canary;
import relaycheck.canary.CanaryPort;
import relaycheck.canary.CanarySettings;
import relaycheck.canary.ListenSpec;
import relaycheck.history.Run;
import relaycheck.proof.Arrival;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;
import relaycheck.transport.LocalAddress;

/**
 * A canary of the scan's own. Without addresses given it listens, for each endpoint, where the path to it begins.
 *
 * <p>Written in plain loops: a scan of one host passes here once, while nothing is warm, and waits.
 */
public final class EmbeddedCanary implements ScanCanary {
    private final Canary canary;
    private final boolean fixed;
    private final Optional<InetAddress> source;
    private final ImmutableList<InetAddress> advertised;
    private final Optional<String> name;
    private final Map<InetAddress, ImmutableList<Destination>> byAddress = new ConcurrentHashMap<>();
    private volatile @Nullable Listening latest;

    /** Where it may be asked for, looked up once for each change: every question asks for it. */
    private record Listening(
            ImmutableList<CanaryPort> all, ImmutableSet<InetAddress> addresses, ImmutableSet<Integer> ports) {
        static Listening on(ImmutableList<CanaryPort> all) {
            ImmutableSet.Builder<InetAddress> addresses = ImmutableSet.builder();
            ImmutableSet.Builder<Integer> ports = ImmutableSet.builder();
            for (CanaryPort port : all) {
                if (port.mayBeAskedFor()) {
                    addresses.add(port.address());
                    ports.add(port.port());
                }
            }
            return new Listening(all, addresses.build(), ports.build());
        }
    }

    private EmbeddedCanary(
            Canary canary,
            boolean fixed,
            Optional<InetAddress> source,
            ImmutableList<InetAddress> advertised,
            Optional<String> name) {
        this.canary = canary;
        this.fixed = fixed;
        this.source = source;
        this.advertised = advertised;
        this.name = name;
    }

    /**
     * Starts it.
     *
     * @param settings   where to listen; nothing: where the paths to the endpoints begin
     * @param source     the address that the scan dials from, where an endpoint is of its family
     * @param advertised the addresses to ask for, one a family; none: those that it listens on
     * @param name       the name to ask for
     * @throws IllegalArgumentException with a message for the user, where it is to listen elsewhere than at those addresses
     */
    public static EmbeddedCanary open(
            CanarySettings settings,
            Optional<InetAddress> source,
            ImmutableList<InetAddress> advertised,
            Optional<String> name) {
        EmbeddedCanary canary =
                new EmbeddedCanary(Canary.open(settings), !settings.listen().isEmpty(), source, advertised, name);
        for (InetAddress address : advertised) {
            if (canary.listenOn(address).isEmpty() && canary.fixed) {
                canary.close();
                throw new IllegalArgumentException("--canary-address " + InetAddresses.toAddrString(address)
                        + ": the canary does not listen there (--canary-listen); where another machine passes that"
                        + " address on to this one, run relaycheck canary here and name the address with --canary");
            }
        }
        return canary;
    }

    @Override
    public ImmutableList<Destination> towards(Endpoint endpoint) {
        Optional<InetAddress> address = address(endpoint);
        return address.isPresent() && (!Scope.isPublic(endpoint.address()) || Scope.isPublic(address.get()))
                ? listenOn(address.get())
                : ImmutableList.of();
    }

    private Optional<InetAddress> address(Endpoint endpoint) {
        if (!advertised.isEmpty()) {
            return sameFamily(advertised, endpoint);
        }
        if (fixed) {
            return sameFamily(listening().addresses(), endpoint);
        }
        return source.isPresent() && isOfItsFamily(source.get(), endpoint)
                ? source
                : LocalAddress.towards(endpoint.address());
    }

    private static Optional<InetAddress> sameFamily(Iterable<InetAddress> addresses, Endpoint endpoint) {
        for (InetAddress address : addresses) {
            if (isOfItsFamily(address, endpoint)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    private static boolean isOfItsFamily(InetAddress address, Endpoint endpoint) {
        return address.getClass() == endpoint.address().getClass();
    }

    private Listening listening() {
        ImmutableList<CanaryPort> now = canary.ports();
        Listening known = latest;
        if (known == null || known.all() != now) {
            known = Listening.on(now);
            latest = known;
        }
        return known;
    }

    private ImmutableList<Destination> listenOn(InetAddress address) {
        return byAddress.computeIfAbsent(address, this::bind);
    }

    private ImmutableList<Destination> bind(InetAddress address) {
        if (!fixed) {
            canary.bind(ListenSpec.of(address));
        }
        ImmutableList.Builder<Destination> own = ImmutableList.builder();
        ImmutableList.Builder<Destination> wellKnown = ImmutableList.builder();
        for (CanaryPort port : canary.ports()) {
            if (port.mayBeAskedFor() && port.address().equals(address)) {
                Destination place = name.isPresent() ? port.destination().named(name.get()) : port.destination();
                (StandAloneCanary.isWellKnown(place) ? wellKnown : own).add(place);
            }
        }
        return own.addAll(wellKnown.build()).build();
    }

    @Override
    public ImmutableSet<Integer> ports() {
        return listening().ports();
    }

    @Override
    public boolean isCanary(Endpoint endpoint) {
        return canary.listensOn(endpoint.address(), endpoint.port());
    }

    @Override
    public ImmutableListMultimap<Nonce, Arrival> arrivals(Collection<Nonce> nonces) {
        ImmutableListMultimap.Builder<Nonce, Arrival> all = ImmutableListMultimap.builder();
        for (Nonce nonce : nonces) {
            all.putAll(nonce, canary.arrivals().of(nonce));
        }
        return all.build();
    }

    @Override
    public boolean cameDirectly(Nonce nonce) {
        return canary.arrivals().cameDirectly(nonce);
    }

    @Override
    public void ignore(Predicate<InetSocketAddress> ownSockets, BiPredicate<Nonce, InetSocketAddress> ownCarriers) {
        canary.arrivals().ignore(ownSockets, ownCarriers);
    }

    @Override
    public ImmutableSet<InetAddress> withoutNonce() {
        return canary.arrivals().withoutNonce().keySet();
    }

    @Override
    public Run.CanaryUsed used() {
        ImmutableList.Builder<String> addresses = ImmutableList.builder();
        for (InetAddress address : listening().addresses()) {
            addresses.add(InetAddresses.toAddrString(address));
        }
        return new Run.CanaryUsed(addresses.build(), ports().asList(), true);
    }

    @Override
    public ImmutableList<String> warnings() {
        ImmutableList.Builder<String> warnings = ImmutableList.builder();
        for (CanaryPort port : canary.ports()) {
            if (!port.listens() || !port.why().isEmpty()) {
                warnings.add("canary " + port);
            }
        }
        for (String warning : canary.warnings()) {
            warnings.add("canary " + warning);
        }
        return warnings.build();
    }

    @Override
    public void close() {
        canary.close();
    }
}
