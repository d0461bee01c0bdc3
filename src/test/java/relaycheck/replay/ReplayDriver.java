package relaycheck.replay;

import java.util.ArrayDeque;
import java.util.Optional;
import relaycheck.http.Chunk;
import relaycheck.probe.Action;
import relaycheck.probe.Answer;
import relaycheck.probe.Dialogue;
import relaycheck.probe.Event;
import relaycheck.probe.Step;
import relaycheck.transcript.Exchange;
import relaycheck.transport.AnswerParser;

/** Drives a dialogue with what a peer once said: the real parser, no socket, no clock. */
final class ReplayDriver {
    /** A dialogue asks to be woken at most so often; then its time is over. */
    private static final int WAKE_UPS = 3;

    private final Exchange exchange;
    private final Delivery delivery;
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private final AnswerParser parser = new AnswerParser(events::add);
    private Dialogue dialogue;
    private Optional<Answer> answer = Optional.empty();

    private ReplayDriver(Exchange exchange, Delivery delivery, Dialogue dialogue) {
        this.exchange = exchange;
        this.delivery = delivery;
        this.dialogue = dialogue;
    }

    /** The answer to a dialogue that hears these bytes, and how the capture says they ended. */
    static Answer run(Dialogue dialogue, Exchange exchange, Delivery delivery) {
        ReplayDriver driver = new ReplayDriver(exchange, delivery, dialogue);
        driver.tell(new Event.Connected());
        driver.deliver(exchange.answer());
        driver.exchange.tunnel().ifPresent(tunnel -> driver.deliver(tunnel.received()));
        driver.end();
        return driver.answer.orElseThrow(() -> new AssertionError("never done: " + exchange));
    }

    private void deliver(Chunk bytes) {
        for (var piece : delivery.pieces(bytes)) {
            if (answer.isEmpty()) {
                parser.received(piece);
                drain();
            }
        }
    }

    private void end() {
        for (int i = 0; i < WAKE_UPS && answer.isEmpty() && !isClosed(); i++) {
            tell(new Event.WokenUp());
        }
        if (answer.isEmpty() && isClosed()) {
            parser.ended(exchange.ended("reset"));
            drain();
        }
        if (answer.isEmpty()) {
            boolean whole = exchange.tunnel().isEmpty() && exchange.ended("complete");
            tell(whole ? new Event.MessageCompleted() : new Event.DeadlinePassed());
        }
    }

    private boolean isClosed() {
        boolean tunnel = exchange.tunnel()
                .filter(inside -> inside.events().stream().anyMatch(event -> event.contains("closed")))
                .isPresent();
        return tunnel || exchange.ended("closed") || exchange.ended("reset") || exchange.ended("then closed");
    }

    private void tell(Event event) {
        events.add(event);
        drain();
    }

    private void drain() {
        while (!events.isEmpty() && answer.isEmpty()) {
            take(dialogue.on(events.poll()));
        }
    }

    private void take(Step step) {
        if (step instanceof Step.Done done) {
            answer = Optional.of(done.answer());
            return;
        }
        Step.Proceed proceed = (Step.Proceed) step;
        dialogue = proceed.next();
        boolean handshake = proceed.actions().stream().anyMatch(action -> action instanceof Action.StartTls);
        proceed.actions().forEach(this::act);
        if (!proceed.actions().isEmpty() && !handshake) {
            parser.readTunnelRaw();
        }
    }

    private void act(Action action) {
        if (action instanceof Action.SendRequest request) {
            parser.expectAnswerTo(request.method());
        } else if (action instanceof Action.StartTls) {
            boolean established = exchange.isInTls()
                    || (!parser.holdsTunnelBytes()
                            && exchange.tunnel().filter(Exchange.Tunnel::isTls).isPresent());
            events.add(established ? new Event.TlsEstablished() : new Event.TlsFailed());
        }
    }
}
