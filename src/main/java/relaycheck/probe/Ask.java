package relaycheck.probe;

import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofSearch;

/**
 * A probe and the port of the canary that it names.
 *
 * @param probe       the question
 * @param destination where the endpoint is asked to relay to
 */
public record Ask(Probe probe, Destination destination) {
    /** For example {@code connect-25}: stable, in reports and stores. */
    public String id() {
        return probe.way() == Way.CONTROL ? probe.name() : probe.name() + "-" + destination.port();
    }

    /** Begins a run with this nonce. */
    public Dialogue begin(Nonce nonce, ProofSearch search) {
        return probe.begin(new Subject(id(), probe.way(), destination, nonce), search);
    }

    @Override
    public String toString() {
        return id();
    }
}
