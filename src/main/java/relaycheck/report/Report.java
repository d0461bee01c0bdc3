package relaycheck.report;

import java.util.Locale;
import relaycheck.history.Run;
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
 */
public record Report(
        Run run, Summary summary, Iterable<Finding> findings, Iterable<Skipped> skipped, Locale language) {}
