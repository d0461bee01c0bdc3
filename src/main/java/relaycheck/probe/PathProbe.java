package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/**
 * {@code GET /http://CANARY:PORT/<nonce>/}: what relays for browsers' cross-origin requests take.
 *
 * <p>Host names a host that exists nowhere: with the canary there, what routes on Host would be taken for such a relay.
 */
record PathProbe() implements Probe {
    @Override
    public String name() {
        return "path";
    }

    @Override
    public String title() {
        return "GET of a path that holds a URL";
    }

    @Override
    public Way way() {
        return Way.PATH;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        RequestTarget target =
                RequestTarget.origin("/http://" + subject.destination().authority() + subject.path());
        return HttpDialogue.begin(subject, search, Action.SendRequest.of("GET", target, ControlProbe.NOWHERE));
    }
}
