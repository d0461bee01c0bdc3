package relaycheck.canary;

import java.net.InetAddress;
import relaycheck.http.HostPort;
import relaycheck.proof.Destination;

/**
 * What became of a port on which the canary was to listen.
 *
 * @param address the canary's
 * @param port    the port that it listens on, or was to listen on
 * @param state   what became of it
 * @param why     in the owner's words, with the remedy where it does not listen; else empty, or what is unusual about it
 */
public record CanaryPort(InetAddress address, int port, State state, String why) {
    /** What became of a port. */
    public enum State {
        LISTENING,
        /** Another program has it. */
        TAKEN,
        /** It is free, but this process may not bind it. */
        NOT_PERMITTED,
        /** The address is none of this machine's. */
        NO_SUCH_ADDRESS,
        /** It was not tried: the list of targets holds it. */
        RESERVED
    }

    /** Whether the canary listens here. */
    public boolean listens() {
        return state == State.LISTENING;
    }

    /** Whether a relay may be asked for it: what is free but could not be bound tells policy from failure. */
    public boolean mayBeAskedFor() {
        return listens() || state == State.NOT_PERMITTED;
    }

    /** The place as a relay is asked for it. */
    public Destination destination() {
        return Destination.of(address, port);
    }

    @Override
    public String toString() {
        return HostPort.of(address, port) + (listens() ? "" : ": not listening") + (why.isEmpty() ? "" : ": " + why);
    }
}
