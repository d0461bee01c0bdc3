package relaycheck.probe;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import relaycheck.proof.Arrival;

/**
 * What an answer is judged by, besides itself.
 *
 * @param control  what the host says by itself
 * @param get      what it said to the first absolute-form GET; where that was nothing, what it said to one in TLS
 * @param retry    of an answer with a tunnel, what came of the same question asked in another voice, on a connection of its own
 * @param arrivals what the canary saw of this answer's nonce, sockets of our own left out
 * @param direct   whether the canary saw it come from a socket of our own: the endpoint is another door to the canary itself
 */
public record Evidence(
        Optional<Answer> control,
        Optional<Answer> get,
        Optional<Answer> retry,
        ImmutableList<Arrival> arrivals,
        boolean direct) {
    /** Nothing but the answer itself. */
    public static final Evidence NONE =
            new Evidence(Optional.empty(), Optional.empty(), Optional.empty(), ImmutableList.of(), false);
}
