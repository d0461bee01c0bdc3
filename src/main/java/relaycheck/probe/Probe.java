package relaycheck.probe;

import relaycheck.proof.Destination;
import relaycheck.proof.ProofSearch;

/** A question asked of an endpoint. Stateless; all that changes lives in the dialogue. */
public interface Probe {
    /** Its stable name, for example {@code connect}; with the destination's port it is the id of an answer. */
    String name();

    /** What it is called where people read. */
    String title();

    /** The kind of request. */
    Way way();

    /** The protocol in which it opens a connection. */
    default Opening opening() {
        return Opening.HTTP;
    }

    /** Begins a run; the dialogue awaits {@link Event.Connected}. */
    Dialogue begin(Subject subject, ProofSearch search);

    /** Whether it is asked of every port of the canary that fits; else of the first alone. */
    default boolean asksEveryPort() {
        return false;
    }

    /** Whether it can be asked of this port of the canary at all. */
    default boolean fits(Destination destination) {
        return true;
    }

    /** Whether it may be put on a connection that has carried another request. */
    default boolean sharesConnections() {
        return false;
    }

    /** What this probe asks of this destination. */
    default Ask of(Destination destination) {
        return Ask.of(this, destination);
    }
}
