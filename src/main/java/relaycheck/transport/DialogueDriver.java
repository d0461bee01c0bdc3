package relaycheck.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.EventMask;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
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
final class DialogueDriver implements IOEventHandler, Connection, Running {
    private final Transport transport;
    private final IoThread thread;
    private final AnswerParser parser;
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private final Clockwork clockwork;

    private @Nullable ProtocolIOSession session;
    private @Nullable SocketAddress local;
    private @Nullable Dialogue dialogue;
    private RunListener listener;
    private @Nullable Run run;
    private @Nullable ByteBuffer unsent;
    private boolean awaitsOutput;
    private boolean handshaking;
    private boolean heardSomething;
    private boolean open;

    DialogueDriver(Transport transport, IoThread thread, RunListener listener) {
        this.transport = transport;
        this.thread = thread;
        this.listener = listener;
        this.clockwork = new Clockwork(transport.ticker());
        this.parser = new AnswerParser(events::add);
    }

    void attach(ProtocolIOSession newSession) {
        session = newSession;
    }

    // ---- what the reactor tells

    @Override
    public void connected(IOSession ready) {
        guarded(() -> {
            if (!open) {
                open = true;
                local = ready.getLocalAddress();
                transport.opened(local);
                begin();
                listener.connected(this);
                tell(new Event.Connected());
            }
        });
    }

    @Override
    public void inputReady(IOSession ready, @Nullable ByteBuffer decrypted) {
        guarded(() -> {
            try {
                hear(ready, decrypted);
            } catch (IOException e) {
                failed(e); // a reset is what the peer did, no fault of ours
            }
        });
    }

    @Override
    public void outputReady(IOSession ready) {
        guarded(() -> {
            awaitsOutput = true;
            flush();
        });
    }

    @Override
    public void timeout(IOSession ready, Timeout timeout) {
        guarded(() -> {
            if (dialogue == null || clockwork.deadlinePassed()) {
                timeIsOver();
                close();
                return;
            }
            if (clockwork.wakes()) {
                tell(new Event.WokenUp());
            }
            if (clockwork.turnsQuiet() && isSilent()) {
                listener.quiet();
            }
            arm();
        });
    }

    @Override
    public void exception(IOSession ready, Exception problem) {
        guarded(() -> {
            if (problem instanceof RuntimeException) {
                throw (RuntimeException) problem;
            }
            failed(problem);
        });
    }

    @Override
    public void disconnected(IOSession ready) {
        guarded(() -> ended(false));
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
        if (session != null) {
            session.close(CloseMode.IMMEDIATE);
        }
    }

    // ---- between the two

    private void begin() {
        Run next = listener.begin();
        run = next;
        dialogue = next.dialogue();
        clockwork.endAfter(next.deadline());
    }

    private void receive(ByteBuffer bytes) {
        transport.traffic().received(bytes.remaining());
        if (dialogue == null) {
            close(); // an idle connection has nothing to say
            return;
        }
        heardSomething = true;
        parser.received(bytes);
        drain();
    }

    private void hear(IOSession ready, @Nullable ByteBuffer decrypted) throws IOException {
        if (decrypted != null && decrypted.hasRemaining()) {
            receive(decrypted);
        }
        ByteBuffer buffer = thread.readBuffer();
        int n = open ? ready.read(buffer.clear()) : 0;
        while (n > 0) {
            receive(buffer.flip());
            // a short read emptied the socket: the next one would only say so
            n = n < buffer.capacity() || !open ? 0 : ready.read(buffer.clear());
        }
        if (n < 0) {
            ended(false);
        }
        if (dialogue != null && clockwork.deadlinePassed()) {
            timeIsOver(); // a peer that never stops talking puts the reactor's own time-out off for ever
        }
    }

    private void timeIsOver() {
        parser.timeIsOver();
        tell(new Event.DeadlinePassed());
    }

    private void ended(boolean reset) {
        if (handshaking) {
            handshaking = false;
            events.add(new Event.TlsFailed("the peer ended the connection"));
        } else {
            parser.ended(reset);
        }
        drain();
        close();
    }

    private void failed(Exception problem) {
        if (handshaking) {
            handshaking = false;
            tell(new Event.TlsFailed(String.valueOf(problem.getMessage())));
            close();
        } else {
            ended(true);
        }
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
            transport.traffic().requested();
            parser.expectAnswerTo(request.method());
            send(transport.writer().bytes(request));
        } else if (action instanceof Action.SendBytes bytes) {
            send(ByteBuffer.wrap(bytes.bytes().toBytes()));
        } else if (action instanceof Action.WakeAfter wake) {
            clockwork.wakeAfter(wake.delay());
        } else if (parser.holdsTunnelBytes()) {
            parser.readTunnelRaw();
            events.add(new Event.TlsFailed("the peer spoke before our hello"));
        } else {
            startTls();
        }
    }

    private void startTls() {
        handshaking = true;
        FutureCallback<TransportSecurityLayer> told = new FutureCallback<>() {
            @Override
            public void completed(TransportSecurityLayer layer) {
                guarded(() -> {
                    handshaking = false;
                    tell(new Event.TlsEstablished());
                });
            }

            @Override
            public void failed(Exception problem) {
                guarded(() -> DialogueDriver.this.failed(problem));
            }

            @Override
            public void cancelled() {
                guarded(() -> ended(true));
            }
        };
        session()
                .startTls(
                        AnyCertificate.CONTEXT.get(),
                        null,
                        SSLBufferMode.DYNAMIC,
                        null,
                        null,
                        Timeout.of(clockwork.remaining()),
                        told);
    }

    private void send(ByteBuffer bytes) {
        transport.traffic().sent(bytes.remaining());
        if (unsent == null) {
            unsent = bytes;
        } else {
            unsent = ByteBuffer.allocate(unsent.remaining() + bytes.remaining())
                    .put(unsent)
                    .put(bytes)
                    .flip();
        }
        flush();
    }

    /** A write may take none of the bytes, as a TLS session does just after its handshake: the rest waits for the event. */
    private void flush() {
        try {
            if (unsent != null) {
                session().write(unsent);
                unsent = unsent.hasRemaining() ? unsent : null;
            }
            if (unsent != null) {
                session().setEvent(EventMask.WRITE);
            } else if (awaitsOutput) {
                session().clearEvent(EventMask.WRITE);
            }
            awaitsOutput = unsent != null;
        } catch (IOException e) {
            unsent = null; // the peer is gone; what it said before, and its end, come as input
        }
    }

    private void finish(Answer answer) {
        dialogue = null;
        handshaking = false;
        boolean again = open && parser.isReusable() && answer.proof().isEmpty();
        if (!again) {
            close();
        }
        Optional<Connection> connection = again ? Optional.of(this) : Optional.empty();
        listener.answered(new Reply(answer, clockwork.elapsed().toMillis(), connection));
    }

    private void arm() {
        session().setSocketTimeout(Timeout.of(clockwork.untilNext()));
    }

    private ProtocolIOSession session() {
        if (session == null) {
            throw new IllegalStateException("not connected");
        }
        return session;
    }

    /** Whatever is thrown here would stop the whole reactor: it ends this one run instead, as unheard. */
    private void guarded(Guarded body) {
        try {
            body.run();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            transport.fault(e);
            boolean interrupted = dialogue != null;
            dialogue = null;
            close();
            if (run == null) {
                listener.unreached(Ending.DEADLINE);
            } else if (interrupted) {
                Answer unheard = Answer.withoutWords(run.subject(), Ending.DEADLINE);
                listener.answered(new Reply(unheard, clockwork.elapsed().toMillis(), Optional.empty()));
            }
        }
    }

    private interface Guarded {
        void run() throws IOException;
    }
}
