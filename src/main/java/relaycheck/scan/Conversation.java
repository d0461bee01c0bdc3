package relaycheck.scan;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import relaycheck.inquiry.EndpointInquiry;
import relaycheck.inquiry.Progress;
import relaycheck.inquiry.Told;
import relaycheck.probe.Answer;
import relaycheck.probe.Ask;
import relaycheck.probe.Ending;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probes;
import relaycheck.probe.Subject;
import relaycheck.probe.Way;
import relaycheck.product.Products;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofKey;
import relaycheck.proof.ProofSearch;
import relaycheck.transport.Connection;
import relaycheck.transport.Reply;
import relaycheck.transport.Run;
import relaycheck.transport.RunListener;
import relaycheck.transport.Running;
import relaycheck.verdict.Judgement.Heard;

/**
 * The questioning of one endpoint: puts what the inquiry names, on as few connections as it can, until enough is known.
 *
 * <p>Begins on any thread; everything after that happens on its host's I/O thread.
 */
final class Conversation {
    /** A host that answers so fast loses nothing by being asked on one connection, one question after the other. */
    private static final long QUICK_MILLIS = 500;

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

    private final Shared shared;
    private final Asked asked;
    private final EndpointInquiry inquiry;
    private final Consumer<Conversation> finished;

    private final Outcomes outcomes;
    private final Set<String> begun = new HashSet<>();
    private final Map<String, Told> told = new LinkedHashMap<>();
    private final List<Heard> heard = new ArrayList<>();
    private final ArrayDeque<Ask> pending = new ArrayDeque<>();
    private final Set<String> repeated = new HashSet<>();
    private int underWay;
    private int connections;
    private boolean reached;
    private boolean quiet;
    private boolean quick;
    private int sharedRuns;
    private boolean over;
    private @Nullable Running firstConnect;
    private @Nullable Connection spare;
    private long lastWord;

    Conversation(Shared shared, Asked asked, EndpointInquiry inquiry, Consumer<Conversation> finished) {
        this.shared = shared;
        this.asked = asked;
        this.inquiry = inquiry;
        this.finished = finished;
        this.outcomes = new Outcomes(shared.products());
        this.lastWord = shared.ticker().read();
    }

    /** Dials for the first question. */
    void start() {
        Ask first = inquiry.questions().firstGet();
        begun.add(first.id());
        dial(first);
    }

    // ---- what is known at the end

    Asked asked() {
        return asked;
    }

    EndpointInquiry inquiry() {
        return inquiry;
    }

    Outcomes outcomes() {
        return outcomes;
    }

    ImmutableList<Heard> heard() {
        return ImmutableList.copyOf(heard);
    }

    Progress progress() {
        return new Progress(begun, told, reached, quiet);
    }

    /** What its questions carried, as far as they were sent. */
    ImmutableList<Nonce> nonces() {
        ImmutableList.Builder<Nonce> nonces = ImmutableList.builderWithExpectedSize(heard.size());
        for (Heard each : heard) {
            Optional<Nonce> nonce = each.answer().subject().nonce();
            if (nonce.isPresent()) {
                nonces.add(nonce.get());
            }
        }
        return nonces.build();
    }

    /** When something was last sent or heard, by the ticker: so much later nothing more will arrive. */
    long lastWord() {
        return lastWord;
    }

    // ---- what happens

    private void advance() {
        for (Ask ask : inquiry.next(progress())) {
            begun.add(ask.id());
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
        boolean sharing = quick && sharedRuns > 0;
        for (Iterator<Ask> i = pending.iterator(); i.hasNext() && connections < shared.perHost(); ) {
            Ask ask = i.next();
            if (!sharing || !mayShare(ask)) {
                i.remove();
                sharing = quick && (sharing || mayShare(ask));
                dial(ask);
            }
        }
    }

    /** A CONNECT is the last on its connection; it shares one only where the first was refused as a web server does. */
    private boolean mayShare(Ask ask) {
        if (repeated.contains(ask.id())) {
            return false;
        }
        Told connect = told.get(inquiry.questions().firstConnect().id());
        return ask.probe().sharesConnections()
                || (ask.probe() == Probes.CONNECT
                        && connect != null
                        && connect.answer().status() == 405
                        && connect.isPlainRefusal());
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
            if (mayShare(ask)) {
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
        boolean first = heard.isEmpty() && !reached;
        shared.dialer().dial(asked.admitted(), new Listener(ask, false), first);
    }

    private Run run(Ask ask) {
        Nonce nonce = shared.key().nonce(shared.random().getAsLong());
        Subject subject = ask.subject(nonce);
        ProofSearch search = ProofSearch.of(shared.key(), nonce, shared.ports().get());
        boolean lastWords = quiet && ask.probe().way() == Way.CONTROL;
        lastWord = shared.ticker().read();
        Duration time = lastWords ? Run.lastWords(shared.deadline()) : shared.deadline();
        return new Run(subject, ask.probe().begin(subject, search), time);
    }

    private void closeSpare() {
        if (spare != null) {
            spare.close();
            spare = null;
            closed(false);
        }
    }

    private void closed(boolean trouble) {
        connections--;
        shared.dialer().released(host(), trouble);
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
            this.shares = reused || mayShare(ask);
            sharedRuns += shares ? 1 : 0;
        }

        @Override
        public Run begin() {
            return run(ask);
        }

        @Override
        public void connected(Running started) {
            firstConnect = isFirstConnect() ? started : firstConnect;
            if (!reached) {
                reached = true;
                advance();
            }
        }

        /** The first GET is silent: a CONNECT that is silent too gives its place to the last question. */
        @Override
        public void quiet() {
            if (!isFirstGet()) {
                return;
            }
            quiet = true;
            if (firstConnect != null && firstConnect.isSilent()) {
                firstConnect.giveUp();
            }
            advance();
        }

        @Override
        public void noRoom() {
            shared.dialer().again(asked.admitted(), this);
        }

        @Override
        public void unreached(Ending ending) {
            answered(new Reply(Answer.withoutWords(ask.unsent(), ending), 0, Optional.empty()));
        }

        @Override
        public void answered(Reply reply) {
            underWay--;
            sharedRuns -= shares ? 1 : 0;
            firstConnect = isFirstConnect() ? null : firstConnect;
            Answer answer = reply.answer();
            reached |= answer.connected(); // a reset may come before the news of the connection does
            keepOrCount(reply, answer);
            if (isNoOutcome(answer) && repeated.add(ask.id())) {
                pending.addFirst(ask);
            } else {
                take(answer, reply.elapsedMillis());
            }
            advance();
        }

        private boolean isFirstGet() {
            return ask.id().equals(inquiry.questions().firstGet().id());
        }

        private boolean isFirstConnect() {
            return ask.id().equals(inquiry.questions().firstConnect().id());
        }

        private void keepOrCount(Reply reply, Answer answer) {
            if (reply.connection().isEmpty()) {
                closed(reached && !answer.heardAnything());
            } else if (spare == null) {
                spare = reply.connection().get();
            } else {
                reply.connection().get().close();
                closed(false);
            }
        }

        private void take(Answer answer, long elapsedMillis) {
            // only the first dial tells of the port: later ones fail for other reasons, our own pace among them
            Answer counted =
                    answer.connected() || !reached ? answer : Answer.withoutWords(answer.subject(), Ending.CLOSED);
            told.put(ask.id(), Told.of(counted, outcomes));
            heard.add(new Heard(counted, elapsedMillis));
            quick |= isFirstGet() && elapsedMillis < QUICK_MILLIS;
            if (answer.heardAnything()) {
                lastWord = shared.ticker().read();
            }
        }

        /**
         * What became of a connection used again says nothing about the endpoint, nor does a dial that fails after others
         * did not: the question is put once more.
         */
        private boolean isNoOutcome(Answer answer) {
            boolean cutShort =
                    !answer.heardAnything() && (answer.ending() == Ending.CLOSED || answer.ending() == Ending.RESET);
            return (reused && cutShort) || (reached && !answer.connected());
        }
    }
}
