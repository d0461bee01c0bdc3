package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Joiner;
import com.google.common.collect.FluentIterable;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import com.google.common.collect.Streams;
import gg.jte.Content;
import java.time.Duration;
import java.util.Optional;
import relaycheck.history.Change;
import relaycheck.history.Run;
import relaycheck.history.Vantage;
import relaycheck.history.Vantages;
import relaycheck.target.Skipped;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/**
 * What the page's template is given.
 *
 * @param report   the report
 * @param say      the page's words
 * @param assets   its style and scripts
 * @param owners   the counts by label
 * @param history  what earlier scans say
 */
public record HtmlPage(Report report, HtmlMessages say, HtmlAssets assets, HtmlOwners owners, HtmlHistory history) {
    /** More cards than this nobody reads; the table has all, and the machine formats have all evidence. */
    public static final int CARDS = 300;
    /** As many lines of what was skipped. */
    static final int SKIPPED = 500;

    static HtmlPage of(Report report, HtmlHistory history) {
        return new HtmlPage(
                report,
                HtmlMessages.in(report.language()),
                HtmlAssets.standard(),
                HtmlOwners.of(report.findings()),
                history);
    }

    /** The scan. */
    public Run run() {
        return report.run();
    }

    /** The counts. */
    public Summary summary() {
        return report.summary();
    }

    /** From where was asked, where it was from several places. */
    public ImmutableList<Vantage> places() {
        return report.vantages().map(Vantages::places).orElse(ImmutableList.of());
    }

    /** What the places say of each exposed endpoint, the first of it. */
    public Iterable<Vantages.Row> seenFrom() {
        return Iterables.limit(rows(), CARDS);
    }

    /** How many endpoints that are. */
    public int vantageRows() {
        return rows().size();
    }

    private ImmutableList<Vantages.Row> rows() {
        return report.vantages().map(Vantages::rows).orElse(ImmutableList.of());
    }

    /** What it means that the places say so. */
    public String meaning(Vantages.Row row) {
        return new Phrases(report.language()).get("vantage." + row.meaning().name());
    }

    /** What everyone should read, if nothing else. */
    public HtmlHeadline headline() {
        return HtmlHeadline.of(report, say);
    }

    /** How the counts went from scan to scan. */
    public Optional<HtmlTrend> trend() {
        return history.trend(say);
    }

    /** What is new and what is fixed since an earlier scan. */
    public Optional<String> compared() {
        return report.standing()
                .baseline()
                .map(baseline -> say.text(
                        "compared",
                        say.time(baseline.run().started()),
                        baseline.of(Change.Kind.NEW).size(),
                        baseline.of(Change.Kind.CHANGED).size(),
                        baseline.of(Change.Kind.FIXED).size(),
                        baseline.of(Change.Kind.UNREACHABLE).size()
                                + baseline.of(Change.Kind.GONE).size()));
    }

    /** The counts as a picture. */
    public HtmlCounts counts() {
        return HtmlCounts.of(summary());
    }

    /** What a reader must know before anything else. */
    public ImmutableList<HtmlSentence> warnings() {
        return run().warnings().stream()
                .map(warning -> HtmlSentence.of(warning, say))
                .collect(toImmutableList());
    }

    /** The findings that someone must act on, read as they are written. */
    public Iterable<HtmlCard> cards() {
        return FluentIterable.from(report.findings())
                .filter(HtmlCard::isFor)
                .limit((int) cardCount())
                .transform(finding -> new HtmlCard(finding, run(finding), say, report.standing()));
    }

    /** The scan, of several places as those that see the worst of an endpoint, which is what is told of it. */
    private Run run(Finding finding) {
        return report.vantages()
                .flatMap(seen -> seen.from(finding.endpoint(), finding.verdict()))
                .map(run()::seenFrom)
                .orElse(run());
    }

    /** How many cards there are. */
    public long cardCount() {
        return Math.min(CARDS, actionable());
    }

    /** How many findings someone must act on. */
    public long actionable() {
        return summary().of(Verdict.OPEN) + summary().of(Verdict.SUSPECT);
    }

    /** All endpoints, for the table's script. */
    public Content table() {
        return new HtmlTable(report.findings(), say);
    }

    /** What was listed and not asked, the first of it. */
    public Iterable<Skipped> skipped() {
        return Iterables.limit(report.skipped(), SKIPPED);
    }

    /** How much more was skipped. */
    public long skippedMore() {
        return summary().skipped()
                - Streams.stream(skipped()).mapToLong(Skipped::count).sum();
    }

    /** From where it was asked. */
    public String vantage() {
        return HtmlSentence.of(run().vantage(), say).text();
    }

    /** The canary's addresses. */
    public String canary() {
        return Printable.line(Joiner.on(", ").join(run().canary().addresses()));
    }

    /** The canary's ports. */
    public String canaryPorts() {
        return Joiner.on(", ").join(run().canary().ports());
    }

    /** The settings that say what may be asked. */
    public ImmutableMap<String, String> scope() {
        return ImmutableMap.copyOf(Maps.filterKeys(run().settings(), HtmlPage::isScope));
    }

    /** All other options. */
    public ImmutableMap<String, String> settings() {
        return ImmutableMap.copyOf(Maps.filterKeys(run().settings(), option -> !isScope(option) && !isAnswer(option)));
    }

    /** How long the scan took, where it ended. */
    public Optional<String> duration() {
        return run().finished().map(end -> say.duration(Duration.between(run().started(), end)));
    }

    /** What names led to is no option that somebody gave. */
    private static boolean isAnswer(String option) {
        return option.equals("names");
    }

    private static boolean isScope(String option) {
        return option.equals("own") || option.equals("scope") || option.equals("exclude");
    }
}
