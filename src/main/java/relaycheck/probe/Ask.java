package relaycheck.probe;

import java.util.Optional;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;

/**
 * A probe and the port of the canary that it names.
 *
 * @param probe       the question
 * @param destination where the endpoint is asked to relay to
 * @param id          for example {@code connect-25}: stable, in reports and stores
 */
public record Ask(Probe probe, Destination destination, String id) {
    /** What the probe asks of this destination. */
    static Ask of(Probe probe, Destination destination) {
        boolean control = probe.way() == Way.CONTROL;
        return new Ask(probe, destination, control ? probe.name() : probe.name() + "-" + destination.port());
    }

    /** What a run with this nonce is about. */
    public Subject subject(Nonce nonce) {
        return new Subject(this, Optional.of(nonce));
    }

    /** What a run that could not begin is about: no nonce was made for it. */
    public Subject unsent() {
        return new Subject(this, Optional.empty());
    }

    @Override
    public String toString() {
        return id;
    }
}
