package relaycheck.probe;

import relaycheck.http.RequestTarget;
import relaycheck.proof.ProofSearch;

/**
 * The direct request to compare with: what the host says by itself.
 *
 * <p>It names a host that exists nowhere (RFC 6761 §6.4). A server that routes on Host and is asked for itself asks itself,
 * again and again: one such request used up all 254 connections of an nginx and all 501 of a HAProxy.
 */
record ControlProbe() implements Probe {
    static final String NOWHERE = "relaycheck.invalid";

    @Override
    public String name() {
        return "control";
    }

    @Override
    public String title() {
        return "the control request";
    }

    @Override
    public Way way() {
        return Way.CONTROL;
    }

    @Override
    public boolean sharesConnections() {
        return true;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        RequestTarget target = RequestTarget.origin(subject.path());
        return HttpDialogue.begin(subject, search, Action.SendRequest.of("GET", target, NOWHERE));
    }
}
