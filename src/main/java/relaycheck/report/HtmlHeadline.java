package relaycheck.report;

import java.util.stream.Stream;
import relaycheck.history.Vantage;
import relaycheck.history.Vantages;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/**
 * The one sentence that a manager reads, and the next.
 *
 * @param sentence what was found
 * @param lead     what it means and what comes next
 * @param tone     the verdict that colours it
 */
public record HtmlHeadline(String sentence, String lead, Verdict tone) {
    static HtmlHeadline of(Report report, HtmlMessages say) {
        Summary summary = report.summary();
        Verdict worst = worst(summary);
        String key = summary.endpoints() == 0 ? "empty" : worst.name();
        String only = summary.endpoints() == 1 ? ".only" : "";
        String whom = say.text(isInside(report) ? "whom.inside" : "whom.strangers");
        long outside = report.vantages().map(Vantages::openOutside).orElse(0L);
        String sentence = worst == Verdict.OPEN && outside > 0 && outside < summary.of(worst)
                ? say.text("headline.OPEN.some", summary.of(worst), summary.endpoints(), outside)
                : say.text("headline." + key + only, summary.of(worst), summary.endpoints(), whom);
        return new HtmlHeadline(sentence, lead(summary, key, say), worst);
    }

    private static String lead(Summary summary, String key, HtmlMessages say) {
        long critical = summary.severities().getOrDefault(Severity.CRITICAL, 0L);
        return critical > 0 ? say.text("lead.critical", critical) : say.text("lead." + key);
    }

    /** Of those that were reached; unreachable only where all are. */
    private static Verdict worst(Summary summary) {
        if (summary.endpoints() == 0) {
            return Verdict.UNREACHABLE;
        }
        return Stream.of(Verdict.values())
                .filter(verdict -> summary.of(verdict) > 0)
                .findFirst()
                .orElse(Verdict.UNREACHABLE);
    }

    /** Whether nothing is said of strangers. */
    private static boolean isInside(Report report) {
        return report.vantages().map(seen -> seen.openOutside() == 0).orElseGet(() -> Vantage.isInside(report.run()));
    }
}
