package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/**
 * {@code CONNECT CANARY:PORT HTTP/1.1}, then speaks through the tunnel (RFC 9110 §9.3.6).
 *
 * @param name       {@code connect}, or what tells that the other of TLS and plain HTTP is spoken
 * @param otherVoice whether to speak plain HTTP to 443 and TLS elsewhere
 */
record ConnectProbe(String name, boolean otherVoice) implements Probe {
    @Override
    public String title() {
        return "CONNECT";
    }

    @Override
    public Way way() {
        return Way.CONNECT;
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
                Action.SendRequest.of("CONNECT", RequestTarget.authority(authority), authority),
                talk(subject.destination().port()));
    }

    private Tunnel.Talk talk(int port) {
        Tunnel.Talk talk = Tunnel.Talk.to(port);
        return otherVoice ? talk.otherwise() : talk;
    }
}
