package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/** {@code GET https://CANARY:PORT/<nonce>/}: the proxy itself is asked to speak TLS to the destination. */
record GetHttpsProbe() implements Probe {
    @Override
    public String name() {
        return "get-https";
    }

    @Override
    public String title() {
        return "GET of an https URL";
    }

    @Override
    public Way way() {
        return Way.GET;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        String authority = subject.destination().authority();
        RequestTarget target = RequestTarget.absolute("https", authority, subject.path());
        return HttpDialogue.begin(subject, search, Action.SendRequest.of("GET", target, authority));
    }
}
