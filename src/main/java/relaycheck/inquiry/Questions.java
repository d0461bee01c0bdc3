package relaycheck.inquiry;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.Comparator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Ask;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.proof.Destination;

/**
 * All questions that may be put to an endpoint, in their order.
 *
 * @param firstGet     what is asked first: to the canary's own port
 * @param firstConnect asked beside it: to 443, which the fewest filters swallow
 * @param control      the request to compare with
 * @param all          everything, these included
 */
public record Questions(Ask firstGet, Ask firstConnect, Ask control, ImmutableList<Ask> all) {
    private static final int HTTPS = 443;
    static final int SMTP = 25;

    /**
     * The questions of these probes to these destinations.
     *
     * @param destinations the canary's ports, its own first; not empty
     * @param connectPorts those of them that CONNECT names
     */
    public static Questions of(
            ImmutableList<Probe> probes, ImmutableList<Destination> destinations, ImmutableList<Integer> connectPorts) {
        Destination own = destinations.get(0);
        ImmutableList<Destination> tunnels = ImmutableList.sortedCopyOf(
                Comparator.comparing(Questions::rank),
                Iterables.filter(destinations, destination -> connectPorts.contains(destination.port())));
        ImmutableList.Builder<Ask> all = ImmutableList.builder();
        for (Probe probe : probes) {
            places(probe, destinations, tunnels).forEach(place -> all.add(probe.of(place)));
        }
        Destination firstTunnel = tunnels.isEmpty() ? own : tunnels.get(0);
        return new Questions(Probes.GET.of(own), Probes.CONNECT.of(firstTunnel), Probes.CONTROL.of(own), all.build());
    }

    /** 443 first, then 25: what is said to these two may answer for the others. */
    private static int rank(Destination destination) {
        return destination.port() == HTTPS ? 0 : destination.port() == SMTP ? 1 : 2;
    }

    private static ImmutableList<Destination> places(
            Probe probe, ImmutableList<Destination> all, ImmutableList<Destination> tunnels) {
        ImmutableList<Destination> fit =
                ImmutableList.copyOf(Iterables.filter(probe.way().isConnect() ? tunnels : all, probe::fits));
        return probe.asksEveryPort() ? fit : fit.subList(0, Math.min(1, fit.size()));
    }

    /** The question in the first voice of a tunnel; null of what is no other voice, and where it is not asked. */
    @Nullable
    Ask firstVoice(Ask otherwise) {
        if (otherwise.probe() != Probes.CONNECT_OTHERWISE) {
            return null;
        }
        return find(ask -> ask.probe() == Probes.CONNECT
                && ask.destination().port() == otherwise.destination().port());
    }

    /** The question of this probe to the first port, be it put on a sign alone or not; null where it is not asked. */
    @Nullable
    Ask first(Probe probe) {
        return find(ask -> ask.probe().name().equals(probe.name()));
    }

    /** The first of these questions; null where there is none. */
    @Nullable
    Ask find(Predicate<Ask> wanted) {
        for (Ask ask : all) {
            if (wanted.test(ask)) {
                return ask;
            }
        }
        return null;
    }
}
