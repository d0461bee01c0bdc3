package relaycheck.probe;

import com.google.common.collect.ImmutableList;
import relaycheck.http.Chunk;
import relaycheck.proof.ProofSearch;

/**
 * Asks a SOCKS server for a tunnel, turn by turn; where one is granted, speaks through it. That it says yes is no relay yet.
 *
 * @param subject what the run is about
 * @param request what stands for a request line
 * @param turns   what is still to be said and answered, the one under way first
 * @param heard   all that was heard
 * @param pending what was heard of the answer under way
 */
record SocksDialogue(Subject subject, String request, ImmutableList<SocksTurn> turns, Hearing heard, Chunk pending)
        implements Dialogue {
    static Dialogue begin(Subject subject, ProofSearch search, String request, ImmutableList<SocksTurn> turns) {
        return new SocksDialogue(subject, request, turns, Hearing.nothing(search), Chunk.EMPTY);
    }

    @Override
    public Step on(Event event) {
        if (event instanceof Event.Connected) {
            return say();
        }
        Hearing now = heard.after(event);
        if (now.proof().isPresent() || Endings.isEnding(event)) {
            return new Step.Done(Answer.of(subject, request, now, Ending.of(event)));
        }
        return event instanceof Event.BytesReceived received
                ? new SocksDialogue(subject, request, turns, now, pending.plus(received.bytes())).take()
                : Step.await(this);
    }

    private Step take() {
        SocksReply reply = turns.get(0).reply();
        if (reply.mayBe(pending) && !reply.isWhole(pending)) {
            return Step.await(this);
        }
        if (!reply.mayBe(pending) || !reply.isYes(pending)) {
            return new Step.Done(Answer.of(subject, request, heard, Ending.COMPLETE));
        }
        Chunk rest = pending.last(pending.length() - reply.length(pending));
        return turns.size() == 1
                ? enter(rest)
                : new SocksDialogue(subject, request, turns.subList(1, turns.size()), heard, rest).say();
    }

    private Step say() {
        return Step.go(this, new Action.SendBytes(turns.get(0).words()));
    }

    /** What came in one piece with the consent, a greeting perhaps, belongs to the tunnel. */
    private Step enter(Chunk rest) {
        Tunnel.Talk talk = Tunnel.Talk.to(subject.destination().port());
        Step entered = TunnelDialogue.enter(subject, request, talk, heard);
        if (rest.isEmpty() || !(entered instanceof Step.Proceed proceed)) {
            return entered;
        }
        Step after = proceed.next().on(new Event.BytesReceived(rest));
        return after instanceof Step.Proceed more
                ? new Step.Proceed(
                        ImmutableList.<Action>builder()
                                .addAll(proceed.actions())
                                .addAll(more.actions())
                                .build(),
                        more.next())
                : after;
    }
}
