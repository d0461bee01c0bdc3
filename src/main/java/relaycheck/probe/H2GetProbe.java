package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/**
 * A GET in HTTP/2 whose authority is the canary: what a client sends to a proxy there (RFC 9113 §8.3.1). By prior knowledge; no
 * Upgrade is tried.
 */
record H2GetProbe() implements Probe {
    @Override
    public String name() {
        return "h2-get";
    }

    @Override
    public String title() {
        return "GET in HTTP/2";
    }

    @Override
    public Way way() {
        return Way.H2_GET;
    }

    @Override
    public Opening opening() {
        return Opening.HTTP2;
    }

    @Override
    public boolean asksEveryPort() {
        return true;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        String authority = subject.destination().authority();
        RequestTarget target = RequestTarget.absolute("http", authority, subject.path());
        return HttpDialogue.begin(subject, search, Action.SendRequest.http2("GET", target, authority));
    }
}
