package relaycheck.canary;

import com.google.common.collect.ImmutableList;
import java.net.InetAddress;
import java.util.Optional;
import relaycheck.http.HostPort;
import relaycheck.proof.Destination;
import relaycheck.proof.Proof;

/**
 * Whether a canary with our key answers on a port, asked directly.
 *
 * @param address     the canary's
 * @param port        the port that was asked
 * @param proof       what it returned
 * @param differences what differs between our request and the one that arrived: something on the way changes it
 * @param why         what happened, in the owner's words
 */
public record CanaryCheck(
        InetAddress address, int port, Optional<Proof> proof, ImmutableList<String> differences, String why) {
    /** What is said of a port that proved itself. */
    static final String PROVEN = "the canary answers, with our key";

    /** The place as a relay may be asked for it; only what proved itself to us is one. */
    public Optional<Destination> destination() {
        return proof.map(proven -> Destination.of(address, port));
    }

    @Override
    public String toString() {
        return HostPort.of(address, port) + ": " + why;
    }
}
