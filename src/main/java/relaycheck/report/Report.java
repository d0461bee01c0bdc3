package relaycheck.report;

import java.util.Locale;
import relaycheck.history.Run;
import relaycheck.policy.Standing;
import relaycheck.target.Skipped;
import relaycheck.verdict.Finding;

/**
 * What a report format is given. The iterables read a store: each pass begins anew, nothing holds all findings at once.
 *
 * @param run      the scan
 * @param summary  the counts
 * @param findings every endpoint that was asked, the worst first, then by address and port
 * @param skipped  what was listed and not asked
 * @param language English, or Japanese
 * @param standing how the scan stands to its owner's policy and to an earlier scan
 */
public record Report(
        Run run,
        Summary summary,
        Iterable<Finding> findings,
        Iterable<Skipped> skipped,
        Locale language,
        Standing standing) {
    /** A report of the scan alone. */
    public Report(Run run, Summary summary, Iterable<Finding> findings, Iterable<Skipped> skipped, Locale language) {
        this(run, summary, findings, skipped, language, Standing.NONE);
    }
}
