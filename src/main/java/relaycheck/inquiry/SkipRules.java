package relaycheck.inquiry;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import org.jspecify.annotations.Nullable;
import relaycheck.inquiry.Candidate.Role;
import relaycheck.probe.Answer;
import relaycheck.probe.Ask;
import relaycheck.probe.Ending;
import relaycheck.probe.Likeness;
import relaycheck.probe.Opening;
import relaycheck.probe.Socks;
import relaycheck.probe.Way;

/**
 * The one table of rules by which questions are left out or wait. The first rule that has a word on a question decides;
 * where none has, it is asked.
 */
final class SkipRules {
    private final ImmutableList<Candidate> candidates;
    private final ImmutableList<Candidate> withoutSign;
    private final Ask control;
    private final @Nullable Ask secondGet;
    private final @Nullable Ask secondConnect;
    private final boolean everything;

    SkipRules(Questions questions, boolean everything) {
        this.candidates = ImmutableList.copyOf(Lists.transform(questions.all(), ask -> Candidate.of(ask, questions)));
        this.withoutSign = ImmutableList.copyOf(Iterables.filter(candidates, each -> !each.needsSign()));
        this.control = questions.control();
        this.secondGet = find(Role.SECOND_GET);
        this.secondConnect = find(Role.SECOND_CONNECT);
        this.everything = everything;
    }

    private @Nullable Ask find(Role role) {
        for (Candidate each : candidates) {
            if (each.role() == role) {
                return each.ask();
            }
        }
        return null;
    }

    /** Every question, in its order. */
    ImmutableList<Candidate> candidates() {
        return candidates;
    }

    /** Those that may have their turn now: most need a sign of another protocol, which hardly any endpoint shows. */
    ImmutableList<Candidate> eligible(Situation now) {
        return now.signs().isEmpty() ? withoutSign : candidates;
    }

    Decision on(Candidate candidate, Situation now) {
        Decision decision = candidate.opening() == Opening.HTTP ? http(candidate, now) : otherProtocol(candidate, now);
        return decision == null ? Decision.ASK : decision;
    }

    /** Why a question is not asked, in the owner's words. */
    String why(Decision decision, Situation now) {
        return switch (decision) {
            case SAME_GET_TWICE -> sameTwice("GET", now.get(), now.told(secondGet));
            case SAME_CONNECT_TWICE -> sameTwice("CONNECT", now.connect(), now.told(secondConnect));
            default -> decision.why();
        };
    }

    private static String sameTwice(String method, @Nullable Told first, @Nullable Told second) {
        Answer one = requireNonNull(first).answer();
        return method + " to " + one.port() + " and "
                + requireNonNull(second).answer().port() + " got the same " + one.status();
    }

    /** Each rule says nothing (null) where it has no word on the question. */
    private @Nullable Decision http(Candidate candidate, Situation now) {
        Decision decision = order(candidate, now);
        decision = decision != null ? decision : otherVoice(candidate, now);
        decision = decision != null ? decision : comparison(candidate, now);
        return decision != null || everything ? decision : spared(candidate, now);
    }

    private @Nullable Decision order(Candidate candidate, Situation now) {
        Decision decision = closed(now);
        decision = decision != null ? decision : opening(candidate, now);
        decision = decision != null ? decision : lastWords(candidate, now);
        decision = decision != null ? decision : mute(now);
        return decision != null ? decision : opened(candidate, now);
    }

    private @Nullable Decision spared(Candidate candidate, Situation now) {
        Decision decision = notHttp(now);
        decision = decision != null ? decision : otherGets(candidate, now);
        return decision != null ? decision : otherConnects(candidate, now);
    }

    private @Nullable Decision otherProtocol(Candidate candidate, Situation now) {
        Decision decision = closed(now);
        return decision != null ? decision : anotherProtocol(candidate, now);
    }

    // ---- the order of things

    /** The first GET dials; the first CONNECT follows as soon as the port is known to be open. */
    private static @Nullable Decision opening(Candidate candidate, Situation now) {
        if (candidate.role() == Role.FIRST_GET) {
            return Decision.ASK;
        }
        return candidate.role() == Role.FIRST_CONNECT ? (now.reached() ? Decision.ASK : Decision.WAIT) : null;
    }

    /** While the first GET is silent, one request for the host itself tells silence from a relay that hangs. */
    private static @Nullable Decision lastWords(Candidate candidate, Situation now) {
        return candidate.role() == Role.CONTROL && now.quiet() && !now.proved() ? Decision.ASK : null;
    }

    /** Where the first dial fails, nothing else is asked. */
    private static @Nullable Decision closed(Situation now) {
        return now.closed() ? Decision.CLOSED : null;
    }

    /** SOCKS, TLS and HTTP/2: where the first two answers show a sign of them, or the user named them. */
    private static Decision anotherProtocol(Candidate candidate, Situation now) {
        if (now.get() == null || now.connect() == null) {
            return Decision.WAIT;
        }
        boolean asked = !candidate.needsSign() || now.signs().contains(candidate.opening());
        return asked ? afterLeading(candidate, now) : Decision.NO_SIGN;
    }

    /**
     * The further ports in another protocol: where the first was answered in it, and not turned away before it was named; then
     * whether a login would help. HTTP/2 in TLS, where HTTP/1.1 got nowhere in it.
     */
    private static Decision afterLeading(Candidate candidate, Situation now) {
        if (candidate.leading() == null) {
            return Decision.ASK;
        }
        Told told = now.told(candidate.leading());
        if (told == null) {
            return Decision.WAIT;
        }
        boolean turnedAway = Socks.takesNoMethod(told.answer().content());
        return switch (candidate.role()) {
            case LOGIN -> turnedAway ? Decision.ASK : Decision.NO_LOGIN;
            case HTTP2_IN_TLS -> http2InTls(candidate, told.answer());
            default -> turnedAway ? Decision.NEEDS_LOGIN : isHeard(told) ? Decision.ASK : Decision.NOT_SPOKEN;
        };
    }

    /** Named by the user, it is put wherever TLS came about. */
    private static Decision http2InTls(Candidate candidate, Answer inHttp11) {
        boolean cameAbout = inHttp11.ending() != Ending.NO_TLS && inHttp11.ending() != Ending.NO_TLS_IN_TIME;
        return Signal.isHttp2InTls(inHttp11) || (!candidate.needsSign() && cameAbout)
                ? Decision.ASK
                : Decision.NO_HTTP2_IN_TLS;
    }

    /** Where neither of the first two brings a byte, nor a request for the host itself, no other will. */
    private @Nullable Decision mute(Situation now) {
        Told compared = now.told(control);
        boolean silent = now.get() != null && now.connect() != null && !isHeard(now.get()) && !isHeard(now.connect());
        return silent && (compared == null || !isHeard(compared)) ? Decision.MUTE : null;
    }

    /** The first two come first: GET before its kind, CONNECT before its kind, both before the comparison. */
    private static @Nullable Decision opened(Candidate candidate, Situation now) {
        boolean get = now.get() != null;
        boolean connect = now.connect() != null;
        boolean ready = switch (candidate.way()) {
            case CONNECT, TLS_CONNECT -> connect && now.heard();
            case CONTROL -> get && connect;
            default -> get && now.heard();
        };
        return ready ? null : Decision.WAIT;
    }

    // ---- what calls for a question

    /** The other voice in a tunnel: where a tunnel was granted and brought nothing; to 25, where nothing else was proved. */
    private static @Nullable Decision otherVoice(Candidate candidate, Situation now) {
        if (candidate.role() != Role.OTHER_VOICE) {
            return null;
        }
        Answer first = now.answer(candidate.firstVoice());
        if (first == null) {
            return Decision.WAIT;
        }
        boolean granted = first.proof().isEmpty()
                && first.tunnel().isPresent()
                && first.tunnel().get().hasOtherVoice()
                && !(first.port() == Questions.SMTP && now.proved())
                && !(first.head().isPresent() && first.head().get().announcesContent());
        return granted ? Decision.ASK : Decision.SETTLED;
    }

    /**
     * The control request: where its answer decides what another one means, or spares other questions. It is never sent to
     * what is known to relay: what routes on Host may bring it anywhere.
     */
    private static @Nullable Decision comparison(Candidate candidate, Situation now) {
        if (candidate.role() != Role.CONTROL) {
            return null;
        }
        if (now.proved()) {
            return Decision.PROVED;
        }
        boolean aboutThePort = isAboutThePort(now.get());
        boolean asksForIt = isComparable(now.get());
        for (Told each : now.told().values()) {
            asksForIt |= each.isAmbiguous() || (aboutThePort && isSwallowed(each.answer()));
        }
        return asksForIt ? Decision.ASK : Decision.WAIT;
    }

    private static boolean isComparable(@Nullable Told get) {
        return get != null
                && get.answer().head().isPresent()
                && !get.answer().hasStatus(403, 407)
                && !get.isPlainRefusal();
    }

    /** A "no" that may be about the one port. A 407 is about who asks: where one of many is silent, it has stumbled. */
    private static boolean isAboutThePort(@Nullable Told get) {
        return get != null && (get.isPlainRefusal() || get.answer().hasStatus(403));
    }

    /** Silence to these two tells of a relay that hangs, where another request is answered. */
    private static boolean isSwallowed(Answer answer) {
        boolean asksForAPage = answer.way() == Way.GET || answer.way() == Way.POST;
        return asksForAPage && answer.isUnanswered() && answer.ending() == Ending.DEADLINE;
    }

    // ---- what spares a question

    /** What speaks another protocol does so to every question; a bare page may be a proxy's word on the one port. */
    private static @Nullable Decision notHttp(Situation now) {
        return isNotHttp(now.get()) && isNotHttp(now.connect()) ? Decision.NOT_HTTP : null;
    }

    private static boolean isNotHttp(@Nullable Told told) {
        return told != null
                && told.answer().head().isEmpty()
                && Signal.isNotHttp(told.answer().content());
    }

    /**
     * The other GET ports: where the first GET got the page that the host has by itself, or where two ports got the same
     * refusal of a web server. Never after a 403 or a failure, which may be about the one port: that of a gateway whose way out
     * is filtered reads like the one about the name that exists nowhere.
     */
    private @Nullable Decision otherGets(Candidate candidate, Situation now) {
        Told get = now.get();
        if (!candidate.isGet() || get == null || now.proved()) {
            return null;
        }
        if (get.isPlainRefusal()) {
            return candidate.role() == Role.SECOND_GET
                    ? null
                    : twice(get, now.told(secondGet), Decision.SAME_GET_TWICE);
        }
        if (!isComparable(get) || get.answer().status() >= 500) {
            return null;
        }
        Answer compared = now.answer(control);
        if (compared == null) {
            return Decision.WAIT;
        }
        return Likeness.samePage(compared, get.answer()) ? Decision.OWN_PAGE : null;
    }

    /** The other CONNECT ports: where 443 and 25 got the same 405 and nothing shows a proxy. */
    private @Nullable Decision otherConnects(Candidate candidate, Situation now) {
        Told first = now.connect();
        if (candidate.role() != Role.CONNECT || secondConnect == null || first == null) {
            return null;
        }
        return first.isPlainRefusal() && first.answer().status() == 405
                ? twice(first, now.told(secondConnect), Decision.SAME_CONNECT_TWICE)
                : null;
    }

    /** Skips once the second answer is there and the same refusal as the first. */
    private static @Nullable Decision twice(Told first, @Nullable Told second, Decision alike) {
        if (second == null) {
            return Decision.WAIT;
        }
        return first.isSameRefusal(second) ? alike : null;
    }

    private static boolean isHeard(Told told) {
        return told.answer().heardAnything();
    }
}
