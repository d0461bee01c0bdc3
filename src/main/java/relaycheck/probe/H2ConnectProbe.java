package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/** A tunnel that is one stream of an HTTP/2 connection (RFC 9113 §8.5), spoken through in plain HTTP whatever its port. */
record H2ConnectProbe() implements Probe {
    @Override
    public String name() {
        return "h2-connect";
    }

    @Override
    public String title() {
        return "CONNECT in HTTP/2";
    }

    @Override
    public Way way() {
        return Way.H2_CONNECT;
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
        return ConnectDialogue.begin(
                subject,
                search,
                Action.SendRequest.http2("CONNECT", RequestTarget.authority(authority), authority),
                Tunnel.Talk.HTTP);
    }
}
