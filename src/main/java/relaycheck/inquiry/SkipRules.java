package relaycheck.inquiry;

import com.google.common.collect.ImmutableMap;
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Answer;
import relaycheck.probe.Ask;
import relaycheck.probe.Ending;
import relaycheck.probe.Likeness;
import relaycheck.probe.OnSign;
import relaycheck.probe.Opening;
import relaycheck.probe.Probes;
import relaycheck.probe.Tunnel;
import relaycheck.probe.Way;

/**
 * The one table of rules by which questions are left out or wait. The first rule that has a word on a question decides;
 * where none has, it is asked.
 */
final class SkipRules {
    private static final int WEB = 80;
    private static final int SMTP = 25;

    private static final Decision CLOSED = Decision.skip("nothing listens there");
    private static final Decision NO_SIGN = Decision.skip("no answer shows a sign of SOCKS or TLS");
    private static final Decision NOT_SPOKEN = Decision.skip("the first question in that protocol brought no answer");
    private static final Decision MUTE = Decision.skip("the first GET and CONNECT brought not a byte");
    private static final Decision SETTLED = Decision.skip("the first voice in this tunnel settled it");
    private static final Decision PROVED = Decision.skip("a relay was proved; there is nothing to compare");
    private static final Decision NOT_HTTP = Decision.skip("it does not speak HTTP");
    /** {@link #why} says which answers were alike. */
    private static final Decision SAME_TWICE = Decision.skip("two got the same refusal");

    private static final Decision OWN_PAGE = Decision.skip("absolute-form gets what the host says by itself");

    private final Questions questions;
    private final boolean everything;
    private final @Nullable Ask secondGet;
    private final @Nullable Ask mail;
    /** Of each question in another voice, the one in the first. */
    private final ImmutableMap<String, Ask> firstVoices;

    SkipRules(Questions questions, boolean everything) {
        this.questions = questions;
        this.everything = everything;
        Ask web = questions.find(ask -> isGet(ask) && !is(ask, questions.firstGet()) && portOf(ask) == WEB);
        this.secondGet = web != null ? web : questions.find(ask -> isGet(ask) && !is(ask, questions.firstGet()));
        this.mail = questions.find(ask -> ask.probe() == Probes.CONNECT && portOf(ask) == SMTP);
        ImmutableMap.Builder<String, Ask> voices = ImmutableMap.builder();
        for (Ask ask : questions.all()) {
            Ask first = questions.firstVoice(ask);
            if (first != null) {
                voices.put(ask.id(), first);
            }
        }
        this.firstVoices = voices.buildOrThrow();
    }

    Decision on(Ask ask, Situation now) {
        Decision decision = ask.probe().opening() == Opening.HTTP ? http(ask, now) : otherProtocol(ask, now);
        return decision == null ? Decision.ASK : decision;
    }

    /** Why a question is not asked, in the owner's words. */
    String why(Ask ask, Situation now) {
        Decision decision = on(ask, now);
        if (decision != SAME_TWICE) {
            return decision.why();
        }
        Told first = isGet(ask) ? now.get() : now.connect();
        Told second = now.told(isGet(ask) ? secondGet : mail);
        return first == null || second == null
                ? decision.why()
                : (isGet(ask) ? "GET" : "CONNECT") + " to " + first.answer().port() + " and "
                        + second.answer().port() + " got the same "
                        + first.answer().status();
    }

    /** Each rule says nothing (null) where it has no word on the question. */
    private @Nullable Decision http(Ask ask, Situation now) {
        Decision decision = order(ask, now);
        decision = decision != null ? decision : otherVoice(ask, now);
        decision = decision != null ? decision : comparison(ask, now);
        return decision != null || everything ? decision : spared(ask, now);
    }

    private @Nullable Decision order(Ask ask, Situation now) {
        Decision decision = closed(now);
        decision = decision != null ? decision : opening(ask, now);
        decision = decision != null ? decision : lastWords(ask, now);
        decision = decision != null ? decision : mute(now);
        return decision != null ? decision : opened(ask, now);
    }

    private @Nullable Decision spared(Ask ask, Situation now) {
        Decision decision = notHttp(now);
        decision = decision != null ? decision : otherGets(ask, now);
        return decision != null ? decision : otherConnects(ask, now);
    }

    private @Nullable Decision otherProtocol(Ask ask, Situation now) {
        Decision decision = closed(now);
        return decision != null ? decision : anotherProtocol(ask, now);
    }

    // ---- the order of things

    /** The first GET dials; the first CONNECT follows as soon as the port is known to be open. */
    private @Nullable Decision opening(Ask ask, Situation now) {
        if (is(ask, questions.firstGet())) {
            return Decision.ASK;
        }
        return is(ask, questions.firstConnect()) ? (now.reached() ? Decision.ASK : Decision.WAIT) : null;
    }

    /** While the first GET is silent, one request for the host itself tells silence from a relay that hangs. */
    private @Nullable Decision lastWords(Ask ask, Situation now) {
        return is(ask, questions.control()) && now.quiet() && !now.proved() ? Decision.ASK : null;
    }

    /** Where the first dial fails, nothing else is asked. */
    private static @Nullable Decision closed(Situation now) {
        return now.closed() ? CLOSED : null;
    }

    /** SOCKS and TLS: where the first two answers show a sign of them, or the user named them. */
    private Decision anotherProtocol(Ask ask, Situation now) {
        if (now.get() == null || now.connect() == null) {
            return Decision.WAIT;
        }
        boolean asked = !(ask.probe() instanceof OnSign)
                || now.signs().contains(ask.probe().opening());
        return asked ? afterItsFirst(ask, now) : NO_SIGN;
    }

    /** The further ports in another protocol: where the first was answered in it. */
    private Decision afterItsFirst(Ask ask, Situation now) {
        Ask first = questions.find(other -> other.probe().equals(ask.probe()));
        if (first == null || is(ask, first)) {
            return Decision.ASK;
        }
        Told told = now.told(first);
        return told == null ? Decision.WAIT : isHeard(told) ? Decision.ASK : NOT_SPOKEN;
    }

    /** Where neither of the first two brings a byte, no other will. */
    private static @Nullable Decision mute(Situation now) {
        return now.get() != null && now.connect() != null && !isHeard(now.get()) && !isHeard(now.connect())
                ? MUTE
                : null;
    }

    /** The first two come first: GET before its kind, CONNECT before its kind, both before the comparison. */
    private static @Nullable Decision opened(Ask ask, Situation now) {
        boolean get = now.get() != null;
        boolean connect = now.connect() != null;
        boolean ready = switch (ask.probe().way()) {
            case CONNECT, TLS_CONNECT -> connect && now.heard();
            case CONTROL -> get && connect;
            default -> get && now.heard();
        };
        return ready ? null : Decision.WAIT;
    }

    // ---- what calls for a question

    /** The other voice in a tunnel: where a tunnel was granted and brought nothing. */
    private @Nullable Decision otherVoice(Ask ask, Situation now) {
        if (ask.probe() != Probes.CONNECT_OTHERWISE) {
            return null;
        }
        Answer first = now.answer(firstVoices.get(ask.id()));
        if (first == null) {
            return Decision.WAIT;
        }
        boolean granted = first.proof().isEmpty()
                && first.tunnel().isPresent()
                && first.tunnel().get().talk() != Tunnel.Talk.SMTP
                && !(first.head().isPresent() && first.head().get().announcesContent());
        return granted ? Decision.ASK : SETTLED;
    }

    /**
     * The control request: where its answer decides what another one means, or spares other questions. It is never sent to
     * what is known to relay: what routes on Host may bring it anywhere.
     */
    private @Nullable Decision comparison(Ask ask, Situation now) {
        if (!is(ask, questions.control())) {
            return null;
        }
        if (now.proved()) {
            return PROVED;
        }
        boolean refused = now.get() != null && now.get().isPlainRefusal();
        boolean asksForIt = isComparable(now.get());
        for (Told each : now.told().values()) {
            asksForIt |= needsComparison(each) || (refused && isSilentGet(each.answer()));
        }
        return asksForIt ? Decision.ASK : Decision.WAIT;
    }

    private static boolean isComparable(@Nullable Told get) {
        return get != null
                && get.answer().head().isPresent()
                && !get.answer().hasStatus(403, 407)
                && !get.isPlainRefusal();
    }

    private static boolean isSilentGet(Answer answer) {
        return answer.way() == Way.GET && !answer.heardAnything() && answer.ending() == Ending.DEADLINE;
    }

    private static boolean needsComparison(Told told) {
        Answer answer = told.answer();
        return answer.isGatewayFailure()
                || (answer.way().isConnect() && answer.tunnel().isPresent())
                || told.isFailure();
    }

    // ---- what spares a question

    /** What speaks another protocol does so to every question. */
    private static @Nullable Decision notHttp(Situation now) {
        return isNotHttp(now.get()) && isNotHttp(now.connect()) ? NOT_HTTP : null;
    }

    private static boolean isNotHttp(@Nullable Told told) {
        return told != null
                && isHeard(told)
                && told.answer().head().isEmpty()
                && !told.answer().content().latin1().stripLeading().startsWith("HTTP/");
    }

    /**
     * The other GET ports: where the first GET got what the host says by itself, or where two ports got the same refusal of
     * a web server; never after a 403.
     */
    private @Nullable Decision otherGets(Ask ask, Situation now) {
        Told get = now.get();
        if (!isGet(ask) || get == null || now.proved()) {
            return null;
        }
        if (get.isPlainRefusal()) {
            return is(ask, secondGet) ? null : sameTwice(get, now.told(secondGet));
        }
        Answer control = now.answer(questions.control());
        if (control == null) {
            return isComparable(get) ? Decision.WAIT : null;
        }
        boolean same = get.answer().status() != 403 && Likeness.samePage(control, get.answer());
        return same ? OWN_PAGE : null;
    }

    /** The other CONNECT ports: where 443 and 25 got the same 405 and nothing shows a proxy. */
    private @Nullable Decision otherConnects(Ask ask, Situation now) {
        Told first = now.connect();
        boolean tunnel = ask.probe() == Probes.CONNECT || ask.probe() == Probes.CONNECT_OTHERWISE;
        if (!tunnel || portOf(ask) == SMTP || mail == null || first == null) {
            return null;
        }
        return first.isPlainRefusal() && first.answer().status() == 405 ? sameTwice(first, now.told(mail)) : null;
    }

    /** Skips once the second answer is there and the same refusal as the first. */
    private static @Nullable Decision sameTwice(Told first, @Nullable Told second) {
        if (second == null) {
            return Decision.WAIT;
        }
        return first.isSameRefusal(second) ? SAME_TWICE : null;
    }

    private static boolean isHeard(Told told) {
        return told.answer().heardAnything();
    }

    private static boolean isGet(Ask ask) {
        return ask.probe() == Probes.GET;
    }

    private static int portOf(Ask ask) {
        return ask.destination().port();
    }

    private static boolean is(Ask ask, @Nullable Ask other) {
        return other != null && ask.id().equals(other.id());
    }
}
