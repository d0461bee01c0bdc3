package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/** A tunnel that is spoken through in plain HTTP, whatever its port: for a connection that is in TLS already. */
record PlainConnectProbe() implements Probe {
    @Override
    public String name() {
        return "connect-plain";
    }

    @Override
    public String title() {
        return "CONNECT";
    }

    @Override
    public Way way() {
        return Way.CONNECT;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        String authority = subject.destination().authority();
        return ConnectDialogue.begin(
                subject,
                search,
                Action.SendRequest.of("CONNECT", RequestTarget.authority(authority), authority),
                Tunnel.Talk.HTTP);
    }
}
