package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/** {@code POST http://CANARY:PORT/<nonce>/} without content: some lists of allowed methods speak of GET alone. */
record PostProbe() implements Probe {
    @Override
    public String name() {
        return "post";
    }

    @Override
    public String title() {
        return "absolute-form POST";
    }

    @Override
    public Way way() {
        return Way.POST;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        String authority = subject.destination().authority();
        RequestTarget target = RequestTarget.absolute("http", authority, subject.path());
        return HttpDialogue.begin(subject, search, Action.SendRequest.of("POST", target, authority));
    }
}
