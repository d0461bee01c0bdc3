package relaycheck.report;

import java.util.Locale;
import java.util.Optional;
import relaycheck.history.Run;
import relaycheck.history.Vantages;
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
 * @param vantages what each place says, where it was asked from several
 */
public record Report(
        Run run,
        Summary summary,
        Iterable<Finding> findings,
        Iterable<Skipped> skipped,
        Locale language,
        Standing standing,
        Optional<Vantages> vantages) {
    /** A report of the scan alone. */
    public Report(Run run, Summary summary, Iterable<Finding> findings, Iterable<Skipped> skipped, Locale language) {
        this(run, summary, findings, skipped, language, Standing.NONE, Optional.empty());
    }
}
