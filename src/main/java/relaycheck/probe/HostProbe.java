package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/** {@code GET /<nonce>/} with the canary in Host: finds what routes on Host; proper proxies do it too. */
record HostProbe() implements Probe {
    @Override
    public String name() {
        return "host";
    }

    @Override
    public String title() {
        return "GET by Host";
    }

    @Override
    public Way way() {
        return Way.HOST;
    }

    @Override
    public boolean sharesConnections() {
        return true;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        RequestTarget target = RequestTarget.origin(subject.path());
        return HttpDialogue.begin(
                subject,
                search,
                Action.SendRequest.of("GET", target, subject.destination().authority()));
    }
}
