package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/** {@code GET http://CANARY:PORT/<nonce>/ HTTP/1.0} without Host: rules that look at Host or at the version may miss it. */
record Get10Probe() implements Probe {
    @Override
    public String name() {
        return "get10";
    }

    @Override
    public String title() {
        return "absolute-form GET in HTTP/1.0";
    }

    @Override
    public Way way() {
        return Way.GET;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        RequestTarget target =
                RequestTarget.absolute("http", subject.destination().authority(), subject.path());
        return HttpDialogue.begin(subject, search, Action.SendRequest.http10("GET", target));
    }
}
