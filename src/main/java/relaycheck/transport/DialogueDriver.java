package relaycheck.transport;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Action;
import relaycheck.probe.Answer;
import relaycheck.probe.Dialogue;
import relaycheck.probe.Ending;
import relaycheck.probe.Event;
import relaycheck.probe.Step;

/**
 * Between one session and its dialogue: bytes become events, actions become bytes, time becomes events.
 *
 * <p>Lives on its host's I/O thread. An event is handed to the dialogue only after the parser has returned, so that a
 * dialogue's action never changes a parser that is at work.
 */
final class DialogueDriver implements Connection, Running {
    private final Transport transport;
    private final ProtocolIOSession session;
    private final Wire wire;
    private final AnswerParser parser;
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private final Clockwork clockwork;
    private final TlsSession tls = new TlsSession();

    private @Nullable SocketAddress local;
    private @Nullable Dialogue dialogue;
    private RunListener listener;
    private @Nullable ProbeRun run;
    private boolean handshaking;
    private boolean secured;
    private boolean heardSomething;
    private boolean open;

    DialogueDriver(Transport transport, ProtocolIOSession session, Dial dial) {
        this.transport = transport;
        this.session = session;
        this.listener = dial.listener();
        this.clockwork = dial.clockwork();
        this.parser = new AnswerParser(events::add);
        Traffic traffic = transport.traffic();
        this.wire = new Wire(new Outbox(session, traffic), parser, transport.writer(), traffic);
    }

    // ---- what becomes of the session

    void connected(SocketAddress from) {
        if (!open) {
            open = true;
            local = from;
            transport.opened(from);
            begin();
            listener.connected(this);
            tell(new Event.Connected());
        }
    }

    void receive(ByteBuffer bytes) {
        transport.traffic().received(bytes.remaining());
        if (dialogue == null) {
            close(); // an idle connection has nothing to say
            return;
        }
        wire.received(bytes);
        heardSomething |= !parser.awaitsAnswer();
        drain();
    }

    void writable() {
        wire.writable();
    }

    void timePassed() {
        if (dialogue == null) {
            close();
        } else if (clockwork.turnsQuiet() && isSilent()) {
            listener.quiet(); // even where the end is due as well: no silent run ends without it
            arm();
        } else if (clockwork.deadlinePassed()) {
            timeIsOver();
            close();
        } else {
            if (clockwork.wakes()) {
                tell(new Event.WokenUp());
            }
            arm();
        }
    }

    void endIfOverdue() {
        if (dialogue != null && clockwork.deadlinePassed()) {
            timeIsOver();
        }
    }

    void ended(boolean reset) {
        if (tls.isOverdue()) {
            timeIsOver();
        } else if (handshaking) {
            handshaking = false;
            events.add(new Event.TlsFailed());
        } else {
            wire.ended(reset);
        }
        drain();
        close();
    }

    // ---- what the conversation says

    @Override
    public boolean isSilent() {
        return !heardSomething;
    }

    @Override
    public void giveUp() {
        guarded(this::timeIsOver);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean ask(RunListener next) {
        if (!open) {
            return false;
        }
        listener = next;
        run = null;
        heardSomething = false;
        clockwork.restart();
        guarded(() -> {
            begin();
            tell(new Event.Connected());
        });
        return true;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            if (local != null) {
                transport.closed(local);
            }
        }
        tls.over();
        session.close(CloseMode.IMMEDIATE);
    }

    // ---- between the two

    private void begin() {
        ProbeRun next = listener.begin();
        run = next;
        if (local != null) {
            transport.carries(local, next.subject().nonce());
        }
        dialogue = next.dialogue();
        clockwork.endAfter(next.deadline());
    }

    private void timeIsOver() {
        parser.timeIsOver();
        tell(new Event.DeadlinePassed());
    }

    private void tell(Event event) {
        events.add(event);
        drain();
    }

    private void drain() {
        Event event = events.poll();
        while (event != null) {
            if (dialogue != null) {
                take(dialogue.on(event));
            }
            event = events.poll();
        }
        if (open && dialogue != null) {
            arm();
        }
    }

    private void take(Step step) {
        if (step instanceof Step.Done done) {
            finish(done.answer());
            return;
        }
        Step.Proceed proceed = (Step.Proceed) step;
        dialogue = proceed.next();
        if (proceed.actions().isEmpty()) {
            return;
        }
        for (Action action : proceed.actions()) {
            act(action);
        }
        if (!handshaking) {
            parser.readTunnelRaw();
        }
    }

    private void act(Action action) {
        if (action instanceof Action.SendRequest request) {
            wire.send(request);
        } else if (action instanceof Action.SendBytes bytes) {
            wire.send(ByteBuffer.wrap(bytes.bytes().toBytes()));
        } else if (action instanceof Action.WakeAfter wake) {
            clockwork.wakeAfter(wake.delay());
        } else if (action instanceof Action.StartTls start) {
            startTls(start);
        }
    }

    private void startTls(Action.StartTls hello) {
        if (parser.holdsTunnelBytes()) {
            parser.readTunnelRaw();
            events.add(new Event.TlsFailed()); // the peer spoke before our hello
            return;
        }
        handshaking = true;
        secured = true;
        tls.start(session, hello, clockwork, new Handshake());
    }

    private void finish(Answer answer) {
        dialogue = null;
        handshaking = false;
        // behind a tunnel, and in TLS, is another than whom the next question is meant for
        boolean plain = !secured && wire.isPlain() && answer.tunnel().isEmpty();
        boolean again = open && plain && parser.isReusable() && answer.proof().isEmpty();
        if (!again) {
            close();
        }
        Optional<Connection> connection = again ? Optional.of(this) : Optional.empty();
        transport.answered(listener, new Reply(answer, clockwork.elapsed().toMillis(), connection));
    }

    /** A session that the reactor times out while TLS comes about ends with that: it has its own end. */
    private void arm() {
        session.setSocketTimeout(handshaking ? Timeout.DISABLED : Timeout.of(clockwork.untilNext()));
    }

    /** Whatever is thrown here would stop the whole reactor: it ends this one run instead, as unheard. */
    void guarded(Runnable body) {
        try {
            body.run();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            transport.fault(e);
            boolean interrupted = dialogue != null;
            dialogue = null;
            close();
            if (run == null) {
                transport.unreached(listener, Ending.DEADLINE);
            } else if (interrupted) {
                Answer unheard = Answer.withoutWords(run.subject(), Ending.DEADLINE);
                transport.answered(
                        listener, new Reply(unheard, clockwork.elapsed().toMillis(), Optional.empty()));
            }
        }
    }

    /** How our hello was taken. */
    private final class Handshake implements FutureCallback<TransportSecurityLayer> {
        @Override
        public void completed(TransportSecurityLayer layer) {
            guarded(() -> {
                handshaking = false;
                tell(new Event.TlsEstablished());
            });
        }

        @Override
        public void failed(Exception problem) {
            guarded(() -> ended(true));
        }

        @Override
        public void cancelled() {
            guarded(() -> ended(true));
        }
    }
}
