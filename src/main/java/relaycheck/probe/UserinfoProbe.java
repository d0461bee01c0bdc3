package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/**
 * {@code GET /@CANARY:PORT/<nonce>/}: where a reverse proxy puts a path behind {@code http://backend:81} without a slash between,
 * its own backend becomes userinfo (RFC 3986 §3.2.1), and the canary the host.
 *
 * <p>Host names a host that exists nowhere, as for {@link PathProbe}.
 */
record UserinfoProbe() implements Probe {
    @Override
    public String name() {
        return "userinfo";
    }

    @Override
    public String title() {
        return "GET of a path that begins with @";
    }

    @Override
    public Way way() {
        return Way.PATH;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        RequestTarget target = RequestTarget.origin("/@" + subject.destination().authority() + subject.path());
        return HttpDialogue.begin(subject, search, Action.SendRequest.of("GET", target, ControlProbe.NOWHERE));
    }
}
