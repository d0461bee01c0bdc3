package relaycheck.probe;

import com.google.common.collect.ImmutableSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import relaycheck.http.ProxyStatus;
import relaycheck.http.ResponseHead;
import relaycheck.probe.Outcome.Kind;
import relaycheck.product.Matches;
import relaycheck.product.Products;
import relaycheck.product.Sign;
import relaycheck.product.SignSeen;
import relaycheck.product.Words;
import relaycheck.proof.Arrival;
import relaycheck.proof.Proof;

/**
 * Says what an answer means, by the answer and by what it is compared with alone.
 *
 * <p>One for each endpoint: it remembers the words that it has read. Not for use by many threads at a time.
 *
 * <p>Open is what the proof or an arrival says, nothing else; a status code alone never is. "It tried" is told by a
 * product's own phrase, or by a gateway's code that the control request does not get.
 */
public final class Outcomes {
    private static final int FIRST_ERROR = 400;
    /** How many answers most endpoints give. */
    private static final int FEW = 8;

    private final Products products;
    /** What was read in answers already: rules and judgement come back to each of them again and again. */
    private final Map<Answer, Matches> matches = new IdentityHashMap<>(FEW);

    /** Outcomes that know these products' phrases. */
    public Outcomes(Products products) {
        this.products = products;
    }

    /** What the answer means. */
    public Outcome judge(Answer answer, Evidence evidence) {
        if (!answer.connected()) {
            return notConnected(answer);
        }
        if (answer.way() != Way.CONTROL
                && (answer.proof().isPresent() || !evidence.arrivals().isEmpty())) {
            return relayed(answer, evidence);
        }
        if (evidence.direct()) {
            return outcome(Kind.SERVED_LOCALLY, answer, "is another door to the canary itself");
        }
        return answer.head().isPresent() ? heard(answer, answer.head().get(), evidence) : headless(answer, evidence);
    }

    /** What the words of an answer tell; looked up once. */
    public Matches matches(Answer answer) {
        Matches known = matches.get(answer);
        if (known == null) {
            known = products.read(words(answer));
            matches.put(answer, known);
        }
        return known;
    }

    /** The product's sign in an answer, where it has one; only errors are read for it. */
    public Optional<SignSeen> sign(Answer answer) {
        return answer.status() < FIRST_ERROR
                ? Optional.empty()
                : matches(answer).sign();
    }

    /** Whether the answer shows that a proxy is there. */
    public boolean isProxySign(Answer answer) {
        return matches(answer).isProxySign();
    }

    /** The words by which products are told. */
    private static Words words(Answer answer) {
        String head = answer.head().isPresent() ? answer.head().get().text() : "";
        return new Words(head, answer.content().latin1());
    }

    private static Outcome notConnected(Answer answer) {
        return answer.ending() == Ending.PORT_CLOSED
                ? outcome(Kind.PORT_CLOSED, answer, "nothing listens there")
                : outcome(Kind.PORT_FILTERED, answer, "no answer to the dial");
    }

    private static Outcome relayed(Answer answer, Evidence evidence) {
        ImmutableSet<Integer> arrived = ImmutableSet.copyOf(Stream.concat(
                        answer.proof().stream().map(Proof::port),
                        evidence.arrivals().stream().map(Arrival::port))
                .sorted()
                .toList());
        String because = answer.proof().isPresent()
                ? "our canary's proof came back"
                : "our canary saw the request arrive, though its answer never came back (one-way relay)";
        return new Outcome(Kind.RELAYED, answer.subject(), arrived, because);
    }

    // ---- no head

    private static Outcome headless(Answer answer, Evidence evidence) {
        if (answer.ending() == Ending.NO_TLS || (answer.ending() == Ending.NO_TLS_IN_TIME && isPlain(evidence))) {
            return outcome(Kind.REFUSED, answer, "no TLS came about with it");
        }
        boolean answersGet = evidence.get().filter(Outcomes::isOwnAnswer).isPresent();
        if (Http2.isSpoken(answer.content())) {
            return answersGet && evidence.get().get().way() == Way.H2_GET
                    ? outcome(Kind.NOT_HTTP, answer, "HTTP/2, in which it answered")
                    : outcome(Kind.DROPPED, answer, "HTTP/2, in which nothing was answered");
        }
        if (answer.way() == Way.SOCKS && (answer.heardAnything() || speaksOtherwise(evidence))) {
            return answer.heardAnything()
                    ? SocksOutcomes.of(answer)
                    : outcome(Kind.REFUSED, answer, "no answer, where GET got one");
        }
        if (!answer.isUnanswered()) {
            boolean cutHead = answer.content().latin1().stripLeading().startsWith("HTTP/");
            return cutHead
                    ? outcome(Kind.DROPPED, answer, "an answer that never ends its head")
                    : outcome(Kind.NOT_HTTP, answer, "something that is not HTTP");
        }
        if (answer.ending() == Ending.DEADLINE || answer.ending() == Ending.NO_TLS_IN_TIME) {
            return silent(answer, evidence);
        }
        String how = (answer.ending() == Ending.RESET ? "reset" : "closed") + " without an answer";
        String where = answersGet ? answered(evidence.get().get().way(), answer.way()) : "";
        return where.isEmpty()
                ? outcome(Kind.DROPPED, answer, how)
                : outcome(Kind.REFUSED, answer, how + ", where " + where + " got one");
    }

    /** What was answered where this question was not; many web servers end what asks for a tunnel, or for HTTP/2. */
    private static String answered(Way get, Way question) {
        return switch (get) {
            case TLS_GET -> "TLS";
            case H2_GET -> "HTTP/2";
            default -> question.isConnect() || question == Way.H2_GET ? "GET" : "";
        };
    }

    /** Whether GET was answered without TLS. A 400 may be the word of a server that wants it: they say so in many ways. */
    private static boolean isPlain(Evidence evidence) {
        return evidence.get()
                .filter(get -> get.way() == Way.GET && get.head().isPresent() && get.status() != 400)
                .isPresent();
    }

    /** Whether GET got any answer but one in SOCKS: a gateway's failure and an alert of TLS show as well what is spoken. */
    private static boolean speaksOtherwise(Evidence evidence) {
        return evidence.get()
                .filter(get -> get.heardAnything() && !Socks.isSpoken(get.content()))
                .isPresent();
    }

    /** An answer of the host itself, not one about a backend. */
    private static boolean isOwnAnswer(Answer get) {
        return get.head().isPresent() && !get.isGatewayFailure();
    }

    /** A firewall may swallow a CONNECT; a GET that is swallowed where another is answered at once is being relayed. */
    private static Outcome silent(Answer answer, Evidence evidence) {
        boolean controlAnswered =
                evidence.control().filter(control -> control.head().isPresent()).isPresent();
        return (answer.way() == Way.GET || answer.way() == Way.POST) && controlAnswered
                ? outcome(Kind.ATTEMPTED, answer, "silence, where a request for itself is answered at once")
                : outcome(Kind.SILENT, answer, "no answer until the deadline");
    }

    // ---- a head

    private Outcome heard(Answer answer, ResponseHead head, Evidence evidence) {
        if (head.status() == 407) {
            return outcome(Kind.CHALLENGED, answer, "wants a login (" + line(head) + ")");
        }
        if (answer.tunnel().isPresent()) {
            return TunnelOutcomes.of(answer, answer.tunnel().get(), evidence);
        }
        if (head.status() >= FIRST_ERROR && answer.way() != Way.CONTROL && Unreached.isNamedIn(answer)) {
            return outcome(Kind.ATTEMPTED, answer, "tried and failed (" + line(head) + "), and names our canary");
        }
        Optional<SignSeen> sign = sign(answer);
        if (sign.isPresent()) {
            SignSeen seen = sign.get();
            if (seen.sign() != Sign.FAILURE || tells(seen, evidence)) {
                return signed(answer, head, seen);
            }
            return outcome(Kind.SERVED_LOCALLY, answer, line(head) + ", as to any other request");
        }
        return answer.isGatewayFailure() ? gatewayFailure(answer, head, evidence) : byStatus(answer, head);
    }

    /** A failure tells that it tried to reach our canary, unless it fails in the same way where it was not asked to. */
    private boolean tells(SignSeen seen, Evidence evidence) {
        return seen.tellsAnyway()
                || evidence.control()
                        .flatMap(this::sign)
                        .filter(control -> control.sign() == Sign.FAILURE)
                        .isEmpty();
    }

    private static Outcome signed(Answer answer, ResponseHead head, SignSeen seen) {
        return switch (seen.sign()) {
            case DENIAL -> outcome(Kind.REFUSED, answer, "denied by " + seen.product() + " (" + line(head) + ")");
            case FAILURE ->
                outcome(
                        Kind.ATTEMPTED,
                        answer,
                        seen.product() + " tried and failed (" + line(head, Optional.of(seen.reason())) + ")");
            case LOGIN -> outcome(Kind.CHALLENGED, answer, seen.product() + " wants a login (" + line(head) + ")");
        };
    }

    private static Outcome gatewayFailure(Answer answer, ResponseHead head, Evidence evidence) {
        Optional<Answer> control =
                evidence.control().filter(other -> other.head().isPresent());
        if (control.isEmpty() || control.get().hasStatus(400, 426, 429, 505)) {
            return outcome(Kind.GATEWAY_ERROR, answer, line(head) + ", and nothing to compare it with");
        }
        if (control.get().status() == head.status()) {
            return answer.way() == Way.GET
                            && evidence.get().filter(Outcomes::isOwnAnswer).isPresent()
                    ? outcome(Kind.GATEWAY_ERROR, answer, line(head) + ", as to any request after the first")
                    : outcome(Kind.SERVED_LOCALLY, answer, line(head) + ", as to any other request");
        }
        if (answer.way().isConnect() && head.status() == 502 && servesItself(control.get(), evidence)) {
            return outcome(Kind.REFUSED, answer, line(head) + ": what is behind it gave no answer, where GET got one");
        }
        return control.get().isGatewayFailure()
                ? outcome(Kind.GATEWAY_ERROR, answer, line(head) + ", and its own requests fail as well")
                : outcome(
                        Kind.ATTEMPTED, answer, "tried and failed (" + line(head) + "), where its own requests do not");
    }

    /**
     * Whether an absolute-form GET gets what the host has by itself. Then a gateway passes a CONNECT on as well, to servers that end
     * it without a word, as those of Node.js do; a forward proxy's own failure has its product's form, or another code.
     */
    private static boolean servesItself(Answer control, Evidence evidence) {
        return evidence.get()
                .flatMap(Answer::head)
                .filter(own -> control.head()
                        .filter(other -> Likeness.sameHead(own, other))
                        .isPresent())
                .filter(own -> own.isSuccess() || own.status() / 100 == 3 || isOwn(own.status()))
                .isPresent();
    }

    private static boolean isOwn(int status) {
        return status == 401 || status == 404 || status == 410;
    }

    private static Outcome byStatus(Answer answer, ResponseHead head) {
        if (head.isSuccess()) {
            return outcome(Kind.SERVED_LOCALLY, answer, "its own page (" + line(head) + ")");
        }
        if (head.status() / 100 == 3) {
            return outcome(Kind.SERVED_LOCALLY, answer, "its own redirect (" + line(head) + ")");
        }
        if (head.status() == 429) {
            return outcome(Kind.DROPPED, answer, line(head) + ": no answer to the question");
        }
        return isOwn(head.status())
                ? outcome(Kind.SERVED_LOCALLY, answer, "its own answer (" + line(head) + ")")
                : outcome(Kind.REFUSED, answer, line(head));
    }

    private static Outcome outcome(Kind kind, Answer answer, String because) {
        return Outcome.of(kind, answer.subject(), because);
    }

    static String line(ResponseHead head) {
        return line(head, head.header("Proxy-Status").flatMap(ProxyStatus::inField));
    }

    /** Status and reason, as a reader wants to see them; behind them why, where a product's form or field tells it. */
    private static String line(ResponseHead head, Optional<ProxyStatus> why) {
        String line = (head.status() + " " + head.reason()).strip();
        return why.map(reason -> line + ": " + reason.text()).orElse(line);
    }
}
