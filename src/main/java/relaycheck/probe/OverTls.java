package relaycheck.probe;

import java.util.Optional;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofSearch;

/**
 * Another question, asked inside TLS that is spoken to the endpoint itself.
 *
 * <p>A connection carries one layer of TLS: a tunnel inside is spoken in plain.
 *
 * @param name  its own name
 * @param way   its own kind of request
 * @param inner what is asked inside
 * @param named whether the hello names the canary too, as what relays TLS by that name takes; it goes to 443 then as a rule, and
 *     is asked of that port alone
 */
record OverTls(String name, Way way, Probe inner, boolean named) implements Probe {
    private static final int HTTPS = 443;

    @Override
    public String title() {
        return inner.title() + " in TLS";
    }

    @Override
    public Opening opening() {
        return Opening.TLS;
    }

    @Override
    public boolean asksEveryPort() {
        return true;
    }

    @Override
    public boolean fits(Destination destination) {
        return !named || destination.port() == HTTPS;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        Optional<Destination> name = named ? Optional.of(subject.destination()) : Optional.empty();
        Action hello = new Action.StartTls(name, inner.opening() == Opening.HTTP2);
        return new Handshake(subject, hello, Hearing.nothing(search), inner.begin(subject, search));
    }

    /** Until TLS is there. Whatever ends it before, but for our own time, says that it cannot be spoken here. */
    private record Handshake(Subject subject, Action hello, Hearing nothing, Dialogue inner) implements Dialogue {
        @Override
        public Step on(Event event) {
            if (event instanceof Event.Connected) {
                return Step.go(this, hello);
            }
            if (event instanceof Event.TlsEstablished) {
                return inner.on(new Event.Connected());
            }
            boolean failed = event instanceof Event.TlsFailed || Endings.isEnding(event);
            Ending ending = event instanceof Event.DeadlinePassed ? Ending.NO_TLS_IN_TIME : Ending.NO_TLS;
            return failed ? new Step.Done(Answer.of(subject, "TLS", nothing, ending)) : Step.await(this);
        }
    }
}
