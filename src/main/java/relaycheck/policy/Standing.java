package relaycheck.policy;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.Optional;
import relaycheck.history.Baseline;
import relaycheck.history.Change;
import relaycheck.target.Endpoint;
import relaycheck.text.Plural;
import relaycheck.verdict.Finding;

/**
 * How a run stands to what its owner has written down and to an earlier run.
 *
 * @param policy   what is accepted and intended
 * @param baseline the earlier run, where there is one to compare with
 * @param vantage  from where it was asked
 * @param today    the day for which it is said
 */
public record Standing(Policy policy, Optional<Baseline> baseline, String vantage, LocalDate today) {
    /** Nothing written down, nothing to compare with. */
    public static final Standing NONE = new Standing(Policy.NONE, Optional.empty(), "", LocalDate.EPOCH);

    /** A page of notes is read, a book is not. */
    private static final int NOTES = 20;

    /** Whether a severity alone tells what counts. */
    public boolean isPlain() {
        return policy.isEmpty() && baseline.isEmpty();
    }

    /** What the policy says of a finding. */
    public Optional<Ruling> ruling(Finding finding) {
        return policy.isEmpty() ? Optional.empty() : policy.ruling(finding, vantage, today);
    }

    /** Whether the policy lets a finding pass. */
    public boolean excuses(Finding finding) {
        return ruling(finding).filter(Ruling::excuses).isPresent();
    }

    /** How an endpoint that is or was exposed differs from the baseline. */
    public Optional<Change> change(Endpoint endpoint) {
        return baseline.flatMap(earlier -> earlier.change(endpoint));
    }

    /** Whether a finding makes the run fail. */
    public boolean fails(Finding finding, FailOn failOn) {
        return finding.severity().fails(failOn.least())
                && !excuses(finding)
                && (!failOn.onlyNew()
                        || change(finding.endpoint()).map(Change::isWorse).orElse(true));
    }

    /** What a reader must know of the policy before anything else. */
    public ImmutableList<String> notes(Iterable<Finding> findings) {
        ImmutableList.Builder<String> notes = ImmutableList.<String>builder().addAll(policy.due(today));
        int deviating = 0;
        for (Finding finding : policy.intended().isEmpty() ? ImmutableList.<Finding>of() : findings) {
            Optional<Ruling> deviation = ruling(finding).filter(Standing::deviates);
            if (deviation.isPresent() && ++deviating <= NOTES) {
                notes.add(finding.endpoint() + ": " + deviation.get().words());
            }
        }
        if (deviating > NOTES) {
            notes.add(Plural.of(deviating - NOTES, "more endpoint does", "more endpoints do")
                    + " more or less than intended");
        }
        return notes.build();
    }

    private static boolean deviates(Ruling ruling) {
        return ruling.kind() == Ruling.Kind.MORE_THAN_INTENDED || ruling.kind() == Ruling.Kind.LESS_THAN_INTENDED;
    }
}
