package relaycheck.probe;

import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;

/**
 * What one run is about.
 *
 * @param id          the id of the question, for example {@code get-80}
 * @param way         its kind of request
 * @param destination the port of the canary that it names
 * @param nonce       what it carries
 */
public record Subject(String id, Way way, Destination destination, Nonce nonce) {
    /** The canary's URL with our nonce in it. */
    String path() {
        return nonce.path();
    }
}
