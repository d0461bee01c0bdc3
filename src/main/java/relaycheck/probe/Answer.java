package relaycheck.probe;

import java.util.Optional;
import relaycheck.http.Chunk;
import relaycheck.http.ResponseHead;
import relaycheck.proof.Proof;

/**
 * What an endpoint answered: facts, not yet what they mean.
 *
 * @param subject what was asked
 * @param request the request line, or what stands for one
 * @param head    the head of the answer
 * @param content the first bytes of its content, or of what was not HTTP
 * @param bytes   how many bytes came in all
 * @param ending  how it ended
 * @param tunnel  what happened behind a 2xx to CONNECT, or behind a SOCKS server's consent
 * @param proof   the canary's proof, where it came back
 */
public record Answer(
        Subject subject,
        String request,
        Optional<ResponseHead> head,
        Chunk content,
        long bytes,
        Ending ending,
        Optional<Tunnel> tunnel,
        Optional<Proof> proof) {
    /** That nothing was heard: the dial failed, or the run was broken off. */
    public static Answer withoutWords(Subject subject, Ending ending) {
        return new Answer(subject, "", Optional.empty(), Chunk.EMPTY, 0, ending, Optional.empty(), Optional.empty());
    }

    /** The answer of a dialogue without a tunnel. */
    static Answer of(Subject subject, String request, Hearing heard, Ending ending) {
        return of(subject, request, heard, ending, Optional.empty());
    }

    static Answer of(Subject subject, String request, Hearing heard, Ending ending, Optional<Tunnel> tunnel) {
        return new Answer(
                subject,
                request,
                Optional.ofNullable(heard.head()),
                heard.content(),
                heard.bytes(),
                ending,
                tunnel,
                heard.proof());
    }

    /** The id of the question. */
    public String id() {
        return subject.id();
    }

    /** The kind of request. */
    public Way way() {
        return subject.way();
    }

    /** The canary's port that was named. */
    public int port() {
        return subject.destination().port();
    }

    /** Whether a dial succeeded. */
    public boolean connected() {
        return ending != Ending.PORT_CLOSED && ending != Ending.PORT_FILTERED;
    }

    /** Whether the peer said anything at all. */
    public boolean heardAnything() {
        return bytes > 0;
    }

    /** Whether no answer came, nor the beginning of one: interim ones (1xx) are none (RFC 9110 §15.2). */
    public boolean isUnanswered() {
        return head.isEmpty() && content.isEmpty();
    }

    /** The status code; 0 where there is no HTTP answer. */
    public int status() {
        return head.isPresent() ? head.get().status() : 0;
    }

    /** Whether it is a gateway's word that what is behind it failed (RFC 9110 §15.6.3 to §15.6.5). */
    public boolean isGatewayFailure() {
        int status = status();
        return status >= 502 && status <= 504;
    }

    /** Whether the status is one of these. */
    public boolean hasStatus(int... codes) {
        int status = status();
        for (int code : codes) {
            if (status == code) {
                return true;
            }
        }
        return false;
    }
}
