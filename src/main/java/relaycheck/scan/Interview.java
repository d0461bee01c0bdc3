package relaycheck.scan;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableSet;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import relaycheck.inquiry.EndpointInquiry;
import relaycheck.probe.Answer;
import relaycheck.probe.Ask;
import relaycheck.probe.Ending;
import relaycheck.probe.Subject;
import relaycheck.probe.Way;
import relaycheck.product.Products;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofKey;
import relaycheck.proof.ProofSearch;
import relaycheck.scan.HostPatience.Parting;
import relaycheck.scan.Transcript.Taken;
import relaycheck.transport.Connection;
import relaycheck.transport.ProbeRun;
import relaycheck.transport.Reply;
import relaycheck.transport.RunListener;
import relaycheck.transport.Running;

/**
 * The questioning of one endpoint: puts what the inquiry names, on as few connections as it can, until enough is known.
 *
 * <p>Begins on any thread; everything after that happens on its host's I/O thread.
 */
final class Interview {
    /**
     * What all conversations of a scan share.
     *
     * @param perHost connections to one host at a time
     * @param deadline how long each question may take
     * @param ports   on which a proof may have arrived
     * @param products by whose words answers are read
     */
    record Shared(
            Dialer dialer,
            Ticker ticker,
            ProofKey key,
            LongSupplier random,
            int perHost,
            Duration deadline,
            Supplier<ImmutableSet<Integer>> ports,
            Products products) {}

    /** So often a first dial that came to nothing is put off. */
    private static final int PUT_OFF = 4;

    private final Shared shared;
    private final Asked asked;
    private final EndpointInquiry inquiry;
    private final Consumer<Interview> finished;

    private final Transcript transcript;
    private final ArrayDeque<Ask> pending = new ArrayDeque<>();
    private int underWay;
    private int connections;
    private int sharedRuns;
    private boolean over;
    private int putOffs;
    private @Nullable Running firstConnect;
    private @Nullable Connection spare;

    Interview(Shared shared, Asked asked, EndpointInquiry inquiry, Consumer<Interview> finished) {
        this.shared = shared;
        this.asked = asked;
        this.inquiry = inquiry;
        this.finished = finished;
        this.transcript = new Transcript(inquiry.questions(), shared.products(), shared.ticker());
    }

    /** Dials for the first question. */
    void start() {
        Ask first = inquiry.questions().firstGet();
        transcript.asked(first);
        dial(first);
    }

    // ---- what is known at the end

    Asked asked() {
        return asked;
    }

    EndpointInquiry inquiry() {
        return inquiry;
    }

    Transcript transcript() {
        return transcript;
    }

    // ---- what happens

    private void advance() {
        for (Ask ask : inquiry.next(transcript.progress())) {
            transcript.asked(ask);
            pending.add(ask);
        }
        serveOnSpare();
        if (spare != null && !pending.isEmpty() && connections >= shared.perHost()) {
            closeSpare();
        }
        dialForPending();
        if (spare != null && shared.dialer().hasWaiting(host())) {
            closeSpare(); // else two endpoints of one host wait for each other's idle connection for ever
        }
        if (underWay == 0 && pending.isEmpty() && !over) {
            over = true;
            closeSpare();
            finished.accept(this);
        }
    }

    /**
     * Dials for what is pending, as far as the host's limit goes; but a host that answers at once gets what can share a
     * connection on the one that is at work, one after the other.
     */
    private void dialForPending() {
        boolean sharing = transcript.isQuick() && sharedRuns > 0;
        for (Iterator<Ask> i = pending.iterator(); i.hasNext() && connections < shared.perHost(); ) {
            Ask ask = i.next();
            boolean mayShare = transcript.mayShareConnection(ask);
            if (!sharing || !mayShare) {
                i.remove();
                sharing = transcript.isQuick() && (sharing || mayShare);
                dial(ask);
            }
        }
    }

    /** Puts the first pending question that may share a connection on the one that is spare. */
    private void serveOnSpare() {
        Connection connection = spare;
        if (connection == null) {
            return;
        }
        if (!connection.isOpen()) {
            closeSpare();
            return;
        }
        for (Iterator<Ask> i = pending.iterator(); i.hasNext(); ) {
            Ask ask = i.next();
            if (transcript.mayShareConnection(ask)) {
                i.remove();
                spare = null;
                underWay++;
                connection.ask(new Listener(ask, true));
                return;
            }
        }
    }

    private void dial(Ask ask) {
        underWay++;
        connections++;
        shared.dialer().dial(asked.admitted(), new Listener(ask, false), transcript.isBlank());
    }

    private ProbeRun run(Ask ask) {
        Nonce nonce = shared.key().nonce(shared.random().getAsLong());
        Subject subject = ask.subject(nonce);
        ProofSearch search = ProofSearch.of(shared.key(), nonce, shared.ports().get());
        boolean lastWords = transcript.isQuiet() && ask.probe().way() == Way.CONTROL;
        transcript.sent();
        Duration time = lastWords ? ProbeRun.lastWords(shared.deadline()) : shared.deadline();
        return new ProbeRun(subject, ask.probe().begin(subject, search), time);
    }

    private void closeSpare() {
        if (spare != null) {
            spare.close();
            spare = null;
            closed(Parting.WELL);
        }
    }

    private void closed(Parting parting) {
        connections--;
        shared.dialer().released(host(), parting);
    }

    private InetAddress host() {
        return asked.admitted().endpoint().address();
    }

    /** Hears of one question. */
    private final class Listener implements RunListener {
        private final Ask ask;
        private final boolean reused;
        private final boolean shares;

        Listener(Ask ask, boolean reused) {
            this.ask = ask;
            this.reused = reused;
            this.shares = reused || transcript.mayShareConnection(ask);
            sharedRuns += shares ? 1 : 0;
        }

        @Override
        public ProbeRun begin() {
            return run(ask);
        }

        @Override
        public void connected(Running started) {
            firstConnect = transcript.isFirstConnect(ask) ? started : firstConnect;
            if (transcript.accepted()) {
                advance();
            }
        }

        /** The first GET is silent: a CONNECT that is silent too gives its place to the last question. */
        @Override
        public void quiet() {
            if (!transcript.isFirstGet(ask)) {
                return;
            }
            transcript.turnedQuiet();
            if (firstConnect != null && firstConnect.isSilent() && connections >= shared.perHost()) {
                firstConnect.giveUp();
            }
            advance();
        }

        @Override
        public void again(boolean dialled) {
            shared.dialer().again(asked.admitted(), this, dialled);
        }

        @Override
        public void unreached(Ending ending) {
            if (transcript.isBlank() && putOffs++ < PUT_OFF && shared.dialer().putOff(asked.admitted(), this, ending)) {
                return;
            }
            answered(new Reply(Answer.withoutWords(ask.unsent(), ending), 0, Optional.empty()));
        }

        @Override
        public void answered(Reply reply) {
            underWay--;
            sharedRuns -= shares ? 1 : 0;
            firstConnect = transcript.isFirstConnect(ask) ? null : firstConnect;
            if (reply.answer().connected()) {
                transcript.accepted(); // a reset may come before the news of the connection does
            }
            Taken taken = transcript.take(ask, reply.answer(), reply.elapsedMillis(), reused);
            keepOrCount(reply, taken);
            if (taken != Taken.COUNTED) {
                pending.addFirst(ask);
            }
            pending.addAll(transcript.takeBack());
            advance();
        }

        /** Who is asked the same again is asked on a connection of its own, after the host's pause. */
        private void keepOrCount(Reply reply, Taken taken) {
            Optional<Connection> kept = reply.connection();
            if (kept.isPresent() && spare == null && taken == Taken.COUNTED) {
                spare = kept.get();
            } else {
                kept.ifPresent(Connection::close);
                closed(parting(reply.answer(), taken));
            }
        }

        private Parting parting(Answer answer, Taken taken) {
            if (taken == Taken.LATER) {
                return Parting.BEYOND_LIMIT;
            }
            if (!transcript.isReached() || answer.heardAnything()) {
                return Parting.WELL;
            }
            return answer.connected() ? Parting.TROUBLE : Parting.NOT_TAKEN;
        }
    }
}
