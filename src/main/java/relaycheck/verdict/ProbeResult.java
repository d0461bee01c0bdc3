package relaycheck.verdict;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import java.util.Optional;
import relaycheck.probe.Outcome;
import relaycheck.probe.Way;
import relaycheck.proof.Arrival;
import relaycheck.proof.Proof;

/**
 * One question, its answer as exchanged, and what it means. Text from the peer is as it came, one byte a character.
 *
 * @param id        the question, for example {@code connect-25}
 * @param way       its kind of request
 * @param nonce     what it carried
 * @param request   the request line
 * @param outcome   what the answer means
 * @param status    the status code; 0 where there was no HTTP answer
 * @param reason    the reason phrase
 * @param elapsedMs how long it took, in milliseconds
 * @param because   the evidence, in the owner's words
 * @param answer    the beginning of what came back: head, content, and what came through a tunnel
 * @param proof     the canary's proof, where it came back
 * @param arrivals  what the canary saw of it
 */
public record ProbeResult(
        String id,
        Way way,
        String nonce,
        String request,
        Outcome.Kind outcome,
        int status,
        String reason,
        long elapsedMs,
        String because,
        String answer,
        Optional<Proof> proof,
        ImmutableList<Seen> arrivals) {
    /**
     * What the canary saw of a question.
     *
     * @param port     the canary's port
     * @param source   the address that dialled it
     * @param protocol how it spoke
     * @param head     what it said
     */
    public record Seen(int port, String source, String protocol, String head) {
        /** An arrival, as a report shows it. */
        public static Seen of(Arrival arrival) {
            return new Seen(
                    arrival.port(),
                    InetAddresses.toAddrString(arrival.source()),
                    arrival.protocol().name(),
                    arrival.head());
        }
    }
}
