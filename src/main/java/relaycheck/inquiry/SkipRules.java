package relaycheck.inquiry;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
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
    /** Says nothing (null) where it has no word on the question. */
    @FunctionalInterface
    private interface Rule {
        @Nullable
        Decision on(Ask ask, Progress progress);
    }

    private final Questions questions;
    private final ImmutableList<Rule> rules;

    SkipRules(Questions questions, boolean everything) {
        this.questions = questions;
        ImmutableList<Rule> order = ImmutableList.of(
                this::opening, this::lastWords, this::closed, this::anotherProtocol, this::mute, this::opened);
        ImmutableList<Rule> needs = ImmutableList.of(this::otherVoice, this::comparison);
        ImmutableList<Rule> least = ImmutableList.of(this::notHttp, this::sameAsItself, this::sameRefusal);
        this.rules = ImmutableList.<Rule>builder()
                .addAll(order)
                .addAll(needs)
                .addAll(everything ? ImmutableList.of() : least)
                .build();
    }

    Decision on(Ask ask, Progress progress) {
        for (Rule rule : rules) {
            Decision decision = rule.on(ask, progress);
            if (decision != null) {
                return decision;
            }
        }
        return Decision.ASK;
    }

    // ---- the order of things

    /** The first GET dials; the first CONNECT follows as soon as the port is known to be open. */
    private @Nullable Decision opening(Ask ask, Progress progress) {
        if (is(ask, questions.firstGet())) {
            return Decision.ASK;
        }
        return is(ask, questions.firstConnect()) ? (progress.reached() ? Decision.ASK : Decision.WAIT) : null;
    }

    /** While the first GET is silent, one request for the host itself tells silence from a relay that hangs. */
    private @Nullable Decision lastWords(Ask ask, Progress progress) {
        boolean silent = progress.quiet()
                || progress.answer(questions.firstGet())
                        .filter(get -> !get.heardAnything() && get.ending() == Ending.DEADLINE)
                        .isPresent();
        return is(ask, questions.control()) && silent && !progress.isProved() ? Decision.ASK : null;
    }

    /** Where the first dial fails, nothing else is asked. */
    private @Nullable Decision closed(Ask ask, Progress progress) {
        boolean closed = progress.answer(questions.firstGet())
                .filter(get -> !get.connected())
                .isPresent();
        return closed ? Decision.skip("nothing listens there") : null;
    }

    /** SOCKS and TLS: where the first two answers show a sign of them, or the user named them. */
    private @Nullable Decision anotherProtocol(Ask ask, Progress progress) {
        if (ask.probe().opening() == Opening.HTTP) {
            return null;
        }
        Optional<Answer> get = progress.answer(questions.firstGet());
        Optional<Answer> connect = progress.answer(questions.firstConnect());
        if (get.isEmpty() || connect.isEmpty()) {
            return Decision.WAIT;
        }
        boolean asked =
                !(ask.probe() instanceof OnSign) || Signal.isThere(ask.probe().opening(), get.get(), connect.get());
        return asked
                ? Decision.ASK
                : Decision.skip("no answer shows a sign of " + ask.probe().opening());
    }

    /** Where neither of the first two brings a byte, no other will. */
    private @Nullable Decision mute(Ask ask, Progress progress) {
        Optional<Answer> get = progress.answer(questions.firstGet());
        Optional<Answer> connect = progress.answer(questions.firstConnect());
        boolean mute = get.isPresent()
                && connect.isPresent()
                && !get.get().heardAnything()
                && !connect.get().heardAnything();
        return mute ? Decision.skip("the first GET and CONNECT brought not a byte") : null;
    }

    /** The first two come first: GET before its kind, CONNECT before its kind, both before the comparison. */
    private @Nullable Decision opened(Ask ask, Progress progress) {
        boolean get = progress.isAnswered(questions.firstGet());
        boolean connect = progress.isAnswered(questions.firstConnect());
        boolean heard = progress.isHeard();
        boolean ready = switch (ask.probe().way()) {
            case CONNECT -> connect && heard;
            case CONTROL -> get && connect;
            default -> get && heard;
        };
        return ready ? null : Decision.WAIT;
    }

    // ---- what calls for a question

    /** The other voice in a tunnel: where a tunnel was granted and brought nothing. */
    private @Nullable Decision otherVoice(Ask ask, Progress progress) {
        if (!ask.probe().equals(Probes.CONNECT_OTHERWISE)) {
            return null;
        }
        Answer first = progress.answer(Questions.firstVoice(ask));
        if (first == null) {
            return Decision.WAIT;
        }
        boolean granted = first.proof().isEmpty()
                && first.tunnel()
                        .filter(tunnel -> tunnel.talk() != Tunnel.Talk.SMTP)
                        .isPresent()
                && first.head().filter(head -> head.announcesContent()).isEmpty();
        return granted ? Decision.ASK : Decision.skip("the first voice in this tunnel settled it");
    }

    /**
     * The control request: where its answer decides what another one means, or spares other questions. It is never sent to
     * what is known to relay: what routes on Host may bring it anywhere.
     */
    private @Nullable Decision comparison(Ask ask, Progress progress) {
        if (!is(ask, questions.control())) {
            return null;
        }
        if (progress.isProved()) {
            return Decision.skip("a relay was proved; there is nothing to compare");
        }
        boolean asksForIt = isComparable(progress.answer(questions.firstGet().id()))
                || progress.told().values().stream().anyMatch(SkipRules::needsComparison);
        return asksForIt ? Decision.ASK : Decision.WAIT;
    }

    private static boolean isComparable(@Nullable Answer get) {
        return get != null && get.head().isPresent() && !get.hasStatus(403, 407);
    }

    private static boolean needsComparison(Told told) {
        return told.answer().hasStatus(502, 503, 504)
                || (told.answer().way() == Way.CONNECT && told.answer().tunnel().isPresent())
                || told.isFailure();
    }

    // ---- what spares a question

    /** What speaks another protocol does so to every question. */
    private @Nullable Decision notHttp(Ask ask, Progress progress) {
        boolean both = isNotHttp(progress.answer(questions.firstGet()))
                && isNotHttp(progress.answer(questions.firstConnect()));
        return both ? Decision.skip("it does not speak HTTP") : null;
    }

    private static boolean isNotHttp(Optional<Answer> answer) {
        return answer.filter(heard -> heard.heardAnything()
                        && heard.head().isEmpty()
                        && !heard.content().latin1().stripLeading().startsWith("HTTP/"))
                .isPresent();
    }

    /** The other GET ports: where the first GET got what the host says by itself; never after a 403. */
    private @Nullable Decision sameAsItself(Ask ask, Progress progress) {
        if (!ask.probe().equals(Probes.GET)) {
            return null;
        }
        Answer get = progress.answer(questions.firstGet().id());
        Optional<Answer> control = progress.answer(questions.control());
        if (control.isEmpty() && isComparable(get) && !progress.isProved()) {
            return Decision.WAIT;
        }
        boolean same = get != null
                && get.status() != 403
                && control.filter(own -> Likeness.samePage(own, get)).isPresent();
        return same ? Decision.skip("absolute-form gets what the host says by itself") : null;
    }

    /** The other CONNECT ports: where 443 and 25 got the same 405 and nothing shows a proxy. */
    private @Nullable Decision sameRefusal(Ask ask, Progress progress) {
        boolean tunnel = ask.probe().equals(Probes.CONNECT) || ask.probe().equals(Probes.CONNECT_OTHERWISE);
        if (!tunnel || ask.destination().port() == 25) {
            return null;
        }
        Told first = progress.told().get(questions.firstConnect().id());
        if (first == null || !isPlain405(first)) {
            return null;
        }
        Optional<Told> second = questions.all().stream()
                .filter(SkipRules::isMail)
                .findFirst()
                .map(other -> progress.told().get(other.id()));
        if (second.isEmpty()) {
            return hasMail() ? Decision.WAIT : null;
        }
        return isPlain405(second.get()) ? Decision.skip("CONNECT to 443 and 25 got the same 405") : null;
    }

    private boolean hasMail() {
        return questions.all().stream().anyMatch(SkipRules::isMail);
    }

    private static boolean isMail(Ask ask) {
        return ask.probe().equals(Probes.CONNECT) && ask.destination().port() == 25;
    }

    private static boolean isPlain405(Told told) {
        return told.answer().status() == 405 && told.answer().proof().isEmpty() && !told.isProxySign();
    }

    private static boolean is(Ask ask, Ask other) {
        return ask.id().equals(other.id());
    }
}
