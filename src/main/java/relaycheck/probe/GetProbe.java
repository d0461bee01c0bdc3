package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/**
 * {@code GET http://CANARY:PORT/<nonce>/ HTTP/1.1}: what a client sends to a proxy (RFC 9112 §3.2.2).
 *
 * <p>Host equals the authority, port included: some servers refuse or misroute otherwise.
 */
record GetProbe() implements Probe {
    @Override
    public String name() {
        return "get";
    }

    @Override
    public String title() {
        return "absolute-form GET";
    }

    @Override
    public Way way() {
        return Way.GET;
    }

    @Override
    public boolean sharesConnections() {
        return true;
    }

    @Override
    public boolean asksEveryPort() {
        return true;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        String authority = subject.destination().authority();
        RequestTarget target = RequestTarget.absolute("http", authority, subject.path());
        return HttpDialogue.begin(subject, search, Action.SendRequest.of("GET", target, authority));
    }
}
