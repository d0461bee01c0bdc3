package relaycheck.probe;

import java.time.Duration;
import relaycheck.proof.ProofSearch;

/**
 * Asks for a tunnel; where one is granted, speaks through it.
 *
 * <p>After a 2xx, Content-Length and Transfer-Encoding mean nothing (RFC 9110 §9.3.6): what follows the head belongs to
 * the tunnel. Nothing is sent into it before the 2xx: a peer that refuses would take it for a request.
 */
record ConnectDialogue(Subject subject, Action.SendRequest request, Tunnel.Talk talk, Hearing heard)
        implements Dialogue {
    /** A refusal's page rarely matters, but may carry a proof: so long we listen to one that does not end by itself. */
    private static final Duration PATIENCE_WITH_A_REFUSAL = Duration.ofSeconds(2);

    static Dialogue begin(Subject subject, ProofSearch search, Action.SendRequest request, Tunnel.Talk talk) {
        return new ConnectDialogue(subject, request, talk, Hearing.nothing(search));
    }

    @Override
    public Step on(Event event) {
        if (event instanceof Event.Connected) {
            return Step.go(this, request);
        }
        Hearing now = heard.after(event);
        if (now.proof().isPresent() || Endings.isEnding(event) || event instanceof Event.WokenUp) {
            return new Step.Done(Answer.of(subject, request.line(), now, Ending.of(event)));
        }
        Dialogue next = new ConnectDialogue(subject, request, talk, now);
        if (!(event instanceof Event.HeadReceived received)) {
            return Step.await(next);
        }
        return received.head().isSuccess()
                ? TunnelDialogue.enter(subject, request.line(), talk, now)
                : Step.go(next, new Action.WakeAfter(PATIENCE_WITH_A_REFUSAL));
    }
}
