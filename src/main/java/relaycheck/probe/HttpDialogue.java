package relaycheck.probe;

import relaycheck.proof.ProofSearch;

/** Sends one request and hears its answer out. */
record HttpDialogue(Subject subject, Action.SendRequest request, Hearing heard) implements Dialogue {
    static Dialogue begin(Subject subject, ProofSearch search, Action.SendRequest request) {
        return new HttpDialogue(subject, request, Hearing.nothing(search));
    }

    @Override
    public Step on(Event event) {
        if (event instanceof Event.Connected) {
            return Step.go(this, request);
        }
        Hearing now = heard.after(event);
        if (now.proof().isPresent() || Endings.isEnding(event)) {
            return new Step.Done(Answer.of(subject, request.line(), now, Ending.of(event)));
        }
        return now == heard ? Step.await(this) : Step.await(new HttpDialogue(subject, request, now));
    }
}
