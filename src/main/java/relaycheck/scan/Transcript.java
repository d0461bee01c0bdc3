package relaycheck.scan;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relaycheck.inquiry.Progress;
import relaycheck.inquiry.Questions;
import relaycheck.inquiry.Told;
import relaycheck.probe.Answer;
import relaycheck.probe.Ask;
import relaycheck.probe.Ending;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probes;
import relaycheck.product.Products;
import relaycheck.proof.Nonce;
import relaycheck.verdict.Judgement.Heard;

/**
 * What one endpoint was asked and what it answered. Begun on any thread, written on its host's I/O thread; the judge reads it
 * when all is said.
 */
final class Transcript {
    /** What is to be done with a question after its answer. */
    enum Taken {
        /** Nothing more. */
        COUNTED,
        /** The answer says nothing: it is to be put once more. */
        AGAIN,
        /** The host answers no more for now: it is to be put once more after a pause. */
        LATER
    }

    /** A host that answers so fast loses nothing by being asked on one connection, one question after the other. */
    private static final long QUICK_MILLIS = 500;
    /**
     * So often in a row a host that listens may refuse a connection, or answer that there were too many requests, before it counts;
     * with its pauses some ten seconds to half a minute.
     */
    static final int REFUSALS = 16;
    /** So often a failure that may be a limit's, where the host is well: with the pauses some five seconds. */
    static final int FAILURES = 3;
    /** So often the first question, where nothing tells yet that the host is well. */
    static final int FIRST_FAILURES = 2;

    private final Questions questions;
    private final Outcomes outcomes;
    private final Ticker ticker;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> repeated = new HashSet<>();
    private final Map<String, Told> told = new LinkedHashMap<>();
    private final List<Heard> heard = new ArrayList<>();
    /** Questions that got a failure while the host was not known to be well. */
    private final List<Ask> doubtful = new ArrayList<>();

    private boolean reached;
    private boolean quiet;
    private boolean quick;
    private long lastWord;
    private int refusals;

    /**
     * Nothing was said yet.
     *
     * @param products by whose words answers are read
     */
    Transcript(Questions questions, Products products, Ticker ticker) {
        this.questions = questions;
        this.outcomes = new Outcomes(products);
        this.ticker = ticker;
        this.lastWord = ticker.read();
    }

    // ---- what is written

    void asked(Ask ask) {
        begun.add(ask.id());
    }

    void sent() {
        lastWord = ticker.read();
    }

    /** The endpoint accepted a connection; says whether that is news. */
    boolean accepted() {
        boolean news = !reached;
        reached = true;
        return news;
    }

    /** The first GET is silent. */
    void turnedQuiet() {
        quiet = true;
    }

    /** Takes what came of a question. */
    Taken take(Ask ask, Answer answer, long elapsedMillis, boolean onUsedConnection) {
        if (reached && !answer.connected() && dialsAgain(ask, answer)) {
            return Taken.AGAIN;
        }
        if (isNoOutcome(answer, onUsedConnection) && repeated.add(ask.id())) {
            return Taken.AGAIN;
        }
        if (answer.connected() && waitsForLimit(ask, answer)) {
            return Taken.LATER;
        }
        // only the first dial tells of the port: later ones fail for other reasons, our own pace among them
        Answer counted = answer.connected() || !reached ? answer : Answer.withoutWords(answer.subject(), Ending.CLOSED);
        told.put(ask.id(), Told.of(counted, outcomes));
        heard.add(new Heard(counted, elapsedMillis));
        if (mayBeLimit(answer) && !isWell()) {
            doubtful.add(ask); // once: what it gets again when the host is well is an answer
        }
        quick |= isFirstGet(ask) && elapsedMillis < QUICK_MILLIS;
        if (answer.heardAnything()) {
            lastWord = ticker.read();
        }
        return Taken.COUNTED;
    }

    /** Failures that were taken as answers before the host was known to be well: what got them is to be put once more. */
    ImmutableList<Ask> takeBack() {
        if (doubtful.isEmpty() || !isWell()) {
            return ImmutableList.of();
        }
        ImmutableList<Ask> again = ImmutableList.copyOf(doubtful);
        doubtful.clear();
        for (Ask ask : again) {
            told.remove(ask.id());
            heard.removeIf(each -> each.answer().id().equals(ask.id()));
            repeated.add(ask.id());
        }
        return again;
    }

    /**
     * A connection used again that fails says nothing about the endpoint: one that is over before the answer's head is, that
     * brings what is left of an earlier answer, or that gets what is said to connections that have lasted too long (RFC 9112
     * §9.5, RFC 9110 §15.5.9).
     */
    private static boolean isNoOutcome(Answer answer, boolean onUsedConnection) {
        boolean silent = answer.isUnanswered() && answer.ending() == Ending.DEADLINE;
        boolean failed = answer.head().isEmpty() ? !silent : answer.hasStatus(408, 503);
        return onUsedConnection && failed;
    }

    /**
     * A dial that fails after others did not says nothing about the endpoint either. A host that counts new connections refuses
     * what is beyond its rate and takes it later.
     */
    private boolean dialsAgain(Ask ask, Answer answer) {
        return answer.ending() == Ending.PORT_CLOSED ? ++refusals <= REFUSALS : repeated.add(ask.id());
    }

    /**
     * A host that counts requests says 429 (RFC 6585 §4), or 503 as nginx does, and answers later, on a connection of its own. A
     * 503 is taken for that where another answer shows that the host is well, and at first, when others may have used it up.
     */
    private boolean waitsForLimit(Ask ask, Answer answer) {
        int most = answer.proof().isPresent() ? 0 : answer.hasStatus(429) ? REFUSALS : failures(ask, answer);
        refusals = most == 0 ? 0 : refusals + 1;
        boolean again = refusals > 0 && refusals <= most;
        if (again) {
            repeated.add(ask.id());
        }
        return again;
    }

    private int failures(Ask ask, Answer answer) {
        if (!mayBeLimit(answer)) {
            return 0;
        }
        return isWell() ? FAILURES : isFirstGet(ask) ? FIRST_FAILURES : 0;
    }

    /** A 503 that shows a proxy is a proxy's word on the destination. */
    private boolean mayBeLimit(Answer answer) {
        return answer.hasStatus(503) && answer.proof().isEmpty() && !outcomes.isProxySign(answer);
    }

    private boolean isWell() {
        return isWell(told.get(questions.firstGet().id()))
                || isWell(told.get(questions.control().id()));
    }

    private static boolean isWell(@Nullable Told told) {
        return told != null
                && told.answer().head().isPresent()
                && !told.answer().isGatewayFailure()
                && !told.answer().hasStatus(429);
    }

    // ---- what is read while it is written

    boolean isFirstGet(Ask ask) {
        return ask.id().equals(questions.firstGet().id());
    }

    boolean isFirstConnect(Ask ask) {
        return ask.id().equals(questions.firstConnect().id());
    }

    /** Whether nothing is known of the endpoint, not even that its port is open. */
    boolean isBlank() {
        return heard.isEmpty() && !reached;
    }

    boolean isReached() {
        return reached;
    }

    boolean isQuiet() {
        return quiet;
    }

    boolean isQuick() {
        return quick;
    }

    /** A CONNECT is the last on its connection; it shares one only where the first was refused as a web server does. */
    boolean mayShareConnection(Ask ask) {
        if (repeated.contains(ask.id())) {
            return false;
        }
        Told connect = told.get(questions.firstConnect().id());
        return ask.probe().sharesConnections()
                || (ask.probe() == Probes.CONNECT
                        && connect != null
                        && connect.answer().status() == 405
                        && connect.isPlainRefusal());
    }

    /** How far the questioning is; reads on in this transcript. */
    Progress progress() {
        return new Progress(begun, told, reached, quiet);
    }

    // ---- what is known at the end

    Outcomes outcomes() {
        return outcomes;
    }

    ImmutableList<Heard> heard() {
        return ImmutableList.copyOf(heard);
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
}
