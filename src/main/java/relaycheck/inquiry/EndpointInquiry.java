package relaycheck.inquiry;

import com.google.common.collect.ImmutableList;
import relaycheck.inquiry.Decision.Kind;
import relaycheck.probe.Ask;
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
        ImmutableList.Builder<Ask> next = ImmutableList.builder();
        for (Ask ask : questions.all()) {
            if (!progress.begun().contains(ask.id()) && rules.on(ask, situation).kind() == Kind.ASK) {
                next.add(ask);
            }
        }
        return next.build();
    }

    /** What was not asked, and why, once enough is known. */
    public ImmutableList<NotAsked> notAsked(Progress progress) {
        Situation situation = Situation.of(questions, progress);
        ImmutableList.Builder<NotAsked> left = ImmutableList.builder();
        for (Ask ask : questions.all()) {
            if (!progress.begun().contains(ask.id())) {
                left.add(new NotAsked(ask.id(), rules.on(ask, situation).why()));
            }
        }
        return left.build();
    }
}
