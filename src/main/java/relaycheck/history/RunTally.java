package relaycheck.history;

import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import relaycheck.verdict.Verdict;

/**
 * How many of each verdict a run found, for comparing runs.
 *
 * @param run    its id
 * @param at     when it began
 * @param counts of those verdicts that something must be done about
 */
public record RunTally(String run, Instant at, ImmutableMap<Verdict, Long> counts) {
    /** How many have this verdict. */
    public long of(Verdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }

    /** How many are exposed. */
    public long exposed() {
        return of(Verdict.OPEN) + of(Verdict.SUSPECT) + of(Verdict.LOGIN_NEEDED);
    }
}
