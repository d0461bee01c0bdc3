package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/** {@code CONNECT CANARY:PORT HTTP/1.0} without Host, then speaks through the tunnel. */
record Connect10Probe() implements Probe {
    @Override
    public String name() {
        return "connect10";
    }

    @Override
    public String title() {
        return "CONNECT in HTTP/1.0";
    }

    @Override
    public Way way() {
        return Way.CONNECT;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        RequestTarget target = RequestTarget.authority(subject.destination().authority());
        return ConnectDialogue.begin(
                subject,
                search,
                Action.SendRequest.http10("CONNECT", target),
                Tunnel.Talk.to(subject.destination().port()));
    }
}
