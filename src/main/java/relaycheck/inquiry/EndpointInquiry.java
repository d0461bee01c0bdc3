package relaycheck.inquiry;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relaycheck.inquiry.Candidate.Role;
import relaycheck.inquiry.Decision.Kind;
import relaycheck.probe.Ask;
import relaycheck.probe.Opening;
import relaycheck.verdict.NotAsked;

/**
 * Which questions are put to an endpoint next. Pure: a function of how far the questioning is.
 *
 * <p>Where it names none and none is under way, enough is known.
 */
public final class EndpointInquiry {
    private final Questions questions;
    private final SkipRules rules;

    /**
     * An inquiry of these questions.
     *
     * @param everything whether also to ask what the answers so far make superfluous
     */
    public EndpointInquiry(Questions questions, boolean everything) {
        this.questions = questions;
        this.rules = new SkipRules(questions, everything);
    }

    /** The questions it chooses from. */
    public Questions questions() {
        return questions;
    }

    /** What to ask now, besides what is under way. */
    public ImmutableList<Ask> next(Progress progress) {
        Situation situation = Situation.of(questions, progress);
        if (situation.closed()) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<Ask> next = ImmutableList.builder();
        for (Candidate each : rules.eligible(situation)) {
            if (!progress.begun().contains(each.ask().id())
                    && rules.on(each, situation).kind() == Kind.ASK) {
                next.add(each.ask());
            }
        }
        return next.build();
    }

    /** What was not asked, once enough is known: the questions that have one reason together. */
    public ImmutableList<NotAsked> notAsked(Progress progress) {
        Situation situation = Situation.of(questions, progress);
        Map<Decision, List<String>> left = new LinkedHashMap<>();
        Set<String> named = new HashSet<>();
        for (Candidate each : rules.candidates()) {
            if (!progress.begun().contains(each.ask().id()) && !explainsOthers(each)) {
                String name = each.opening() == Opening.HTTP
                        ? each.ask().id()
                        : each.ask().probe().name();
                if (named.add(name)) { // of another protocol one name stands for all ports
                    left.computeIfAbsent(rules.on(each, situation), first -> new ArrayList<>())
                            .add(name);
                }
            }
        }
        ImmutableList.Builder<NotAsked> notAsked = ImmutableList.builder();
        for (Map.Entry<Decision, List<String>> each : left.entrySet()) {
            notAsked.add(new NotAsked(String.join(", ", each.getValue()), rules.why(each.getKey(), situation)));
        }
        return notAsked.build();
    }

    /** Whether it only helps to understand other answers: left out, it leaves nothing open. */
    private static boolean explainsOthers(Candidate candidate) {
        return candidate.role() == Role.CONTROL || candidate.role() == Role.OTHER_VOICE;
    }
}
