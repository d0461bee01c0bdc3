package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/**
 * A GET in origin-form whose path or query holds the canary's authority: what makes its backend of either takes it.
 *
 * <p>Host names a host that exists nowhere: with the canary there, what routes on Host would be taken for such a relay.
 *
 * @param name   its own name
 * @param title  what it is called
 * @param before what stands before the authority
 */
record PathProbe(String name, String title, String before) implements Probe {
    @Override
    public Way way() {
        return Way.PATH;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        RequestTarget target =
                RequestTarget.origin(before + subject.destination().authority() + subject.path());
        return HttpDialogue.begin(subject, search, Action.SendRequest.of("GET", target, ControlProbe.NOWHERE));
    }
}
