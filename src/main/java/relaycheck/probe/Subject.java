package relaycheck.probe;

import java.util.Optional;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;

/**
 * What one run is about.
 *
 * @param ask   the question
 * @param nonce what it carries; none where nothing could be sent
 */
public record Subject(Ask ask, Optional<Nonce> nonce) {
    /** The id of the question, for example {@code get-80}. */
    public String id() {
        return ask.id();
    }

    /** What the question is called where people read. */
    public String title() {
        return ask.probe().title();
    }

    /** Its kind of request. */
    public Way way() {
        return ask.probe().way();
    }

    /** The port of the canary that it names. */
    public Destination destination() {
        return ask.destination();
    }

    /** The digits of the nonce; none where nothing could be sent. */
    public String digits() {
        return nonce.isPresent() ? nonce.get().hex() : "";
    }

    /** The path of the canary's URL, with our nonce in it. */
    String path() {
        return nonce.orElseThrow().path();
    }
}
