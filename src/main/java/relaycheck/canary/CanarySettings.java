package relaycheck.canary;

import com.google.common.collect.ImmutableList;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import relaycheck.proof.Arrival;
import relaycheck.proof.ProofKey;

/**
 * How a canary is to run.
 *
 * @param listen   where, at first; more can be bound later
 * @param key      what its proofs are made with
 * @param clock    what dates its arrivals
 * @param log      told of every arrival, on the canary's own thread: must not block
 * @param reserved where it must never listen
 */
public record CanarySettings(
        ImmutableList<ListenSpec> listen,
        ProofKey key,
        Clock clock,
        Consumer<Arrival> log,
        Predicate<InetSocketAddress> reserved) {
    /** A canary that listens nowhere yet and tells nobody. */
    public static CanarySettings of(ProofKey key, Clock clock) {
        return new CanarySettings(ImmutableList.of(), key, clock, arrival -> {}, place -> false);
    }

    /** The same, listening here. */
    public CanarySettings listeningOn(ImmutableList<ListenSpec> places) {
        return new CanarySettings(places, key, clock, log, reserved);
    }

    /** The same, telling this one of every arrival. */
    public CanarySettings loggingTo(Consumer<Arrival> sink) {
        return new CanarySettings(listen, key, clock, sink, reserved);
    }

    /** The same, never listening where this says so. */
    public CanarySettings leavingOut(Predicate<InetSocketAddress> places) {
        return new CanarySettings(listen, key, clock, log, places);
    }
}
