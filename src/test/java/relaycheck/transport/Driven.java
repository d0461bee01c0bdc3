package relaycheck.transport;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import relaycheck.probe.Answer;
import relaycheck.probe.Dialogue;
import relaycheck.probe.Ending;
import relaycheck.probe.Event;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.probe.Step;
import relaycheck.probe.Subject;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofKey;
import relaycheck.proof.ProofSearch;
import relaycheck.target.Admitted;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;

/** A transport whose runs are waited for, and what it told of them. */
final class Driven implements AutoCloseable {
    static final InetAddress LOOPBACK = InetAddresses.forString("127.0.0.1");
    static final ProofKey KEY = ProofKey.of(new byte[ProofKey.BYTES]);
    static final Nonce NONCE = KEY.nonce(42);
    /** Longer than any test takes: where it is reached, something hangs. */
    static final Duration LONG = Duration.ofSeconds(30);

    final List<Throwable> faults = new CopyOnWriteArrayList<>();
    final Transport transport;

    Driven(Ticker ticker) {
        this(ticker, 1);
    }

    Driven(Ticker ticker, int threads) {
        this(ticker, threads, LONG);
    }

    Driven(Ticker ticker, int threads, Duration dialTimeout) {
        transport = new Transport(
                new TransportSettings(dialTimeout, Optional.empty(), "test", threads), ticker, faults::add);
    }

    Driven() {
        this(Ticker.systemTicker());
    }

    /** Dials this port of loopback. */
    Told dial(int port, ProbeRun run) {
        Told told = new Told(run, Driven::nothing, Driven::nothing);
        dial(port, told);
        return told;
    }

    void dial(int port, RunListener listener) {
        dial(new Endpoint(LOOPBACK, port), listener);
    }

    void dial(Endpoint endpoint, RunListener listener) {
        transport.dial((Admitted) Scope.none().admit(endpoint), listener);
    }

    /** A run of this probe, as if the canary were at this port. */
    static ProbeRun run(Probe probe, int canaryPort, Duration deadline) {
        Subject subject = probe.of(Destination.of(LOOPBACK, canaryPort)).subject(NONCE);
        return new ProbeRun(
                subject, probe.begin(subject, ProofSearch.of(KEY, NONCE, ImmutableSet.of(canaryPort))), deadline);
    }

    /** Of a run whose making fails. */
    static Told unmade() {
        return new Told(run(Probes.GET, 8471, LONG), Driven::nothing, Driven::nothing) {
            @Override
            public ProbeRun begin() {
                throw new IllegalStateException("a bug");
            }
        };
    }

    /** The same run, whose dialogue shows each event first. */
    static ProbeRun watched(ProbeRun run, Consumer<Event> watcher) {
        return new ProbeRun(run.subject(), watched(run.dialogue(), watcher), run.deadline());
    }

    private static Dialogue watched(Dialogue dialogue, Consumer<Event> watcher) {
        return event -> {
            watcher.accept(event);
            Step step = dialogue.on(event);
            return step instanceof Step.Proceed proceed
                    ? new Step.Proceed(proceed.actions(), watched(proceed.next(), watcher))
                    : step;
        };
    }

    @Override
    public void close() {
        transport.close();
    }

    private static <T> void nothing(T what) {}

    /** What a run told. */
    static class Told implements RunListener {
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();
        private final CompletableFuture<ProbeRun> made = new CompletableFuture<>();
        private final CompletableFuture<Running> begun = new CompletableFuture<>();
        private final CompletableFuture<Boolean> quiet = new CompletableFuture<>();
        private final CompletableFuture<Boolean> again = new CompletableFuture<>();
        private final ProbeRun run;
        private final Consumer<Running> onConnected;
        private final Consumer<Reply> onAnswered;

        /** Does more on the I/O thread, before it is waited for. */
        Told(ProbeRun run, Consumer<Running> onConnected, Consumer<Reply> onAnswered) {
            this.run = run;
            this.onConnected = onConnected;
            this.onAnswered = onAnswered;
        }

        Reply reply() throws Exception {
            return reply.get(LONG.toSeconds(), TimeUnit.SECONDS);
        }

        /** Waits until it is to be dialled again; whether the last time counts. */
        boolean again() throws Exception {
            return again.get(LONG.toSeconds(), TimeUnit.SECONDS);
        }

        boolean wasQuiet() {
            return quiet.getNow(false);
        }

        boolean wasMade() {
            return made.isDone();
        }

        boolean wasConnected() {
            return begun.isDone();
        }

        @Override
        public ProbeRun begin() {
            made.complete(run);
            return run;
        }

        @Override
        public void connected(Running running) {
            begun.complete(running);
            onConnected.accept(running);
        }

        @Override
        public void quiet() {
            quiet.complete(true);
        }

        @Override
        public void answered(Reply answer) {
            onAnswered.accept(answer);
            reply.complete(answer);
        }

        @Override
        public void unreached(Ending ending) {
            answered(new Reply(Answer.withoutWords(run.subject().ask().unsent(), ending), 0, Optional.empty()));
        }

        @Override
        public void again(boolean dialled) {
            again.complete(dialled);
            reply.completeExceptionally(new AssertionError("it is to be dialled again"));
        }
    }
}
