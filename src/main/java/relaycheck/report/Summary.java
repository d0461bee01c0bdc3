package relaycheck.report;

import com.google.common.collect.ImmutableMap;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/**
 * The counts of a run.
 *
 * @param endpoints  how many have a verdict
 * @param verdicts   how many have each verdict; those without any are left out
 * @param severities how many have each severity; those without any are left out
 * @param skipped    how many were listed and not asked
 */
public record Summary(
        long endpoints, ImmutableMap<Verdict, Long> verdicts, ImmutableMap<Severity, Long> severities, long skipped) {
    /** How many have this verdict. */
    public long of(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /** Whether a run that is to fail from {@code least} on fails. */
    public boolean fails(Severity least) {
        for (Severity severity : severities.keySet()) {
            if (severity.fails(least)) {
                return true;
            }
        }
        return false;
    }
}
