package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Collectors;
import relaycheck.history.Vantage;
import relaycheck.history.Vantages;
import relaycheck.policy.Ruling;
import relaycheck.product.Remedy;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** For a pull request or a ticket (GitHub's Markdown): the counts, a table of what to act on, and the first few in full. */
final class MarkdownReport implements ReportFormat {
    /** More than this nobody reads in a ticket. */
    private static final int ROWS = 200;

    private static final int IN_FULL = 10;

    /** GitHub takes 65,536 characters: the table leaves room for evidence, and both for what is said at the end. */
    private static final int TABLE = 30_000;

    private static final int PLACES = 45_000;

    private static final int PAGE = 60_000;

    /** So much of a name is shown in a cell. */
    private static final int NAME = 60;

    @Override
    public String name() {
        return "markdown";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        Phrases phrases = new Phrases(report.language());
        StringBuilder page = new StringBuilder();
        head(page, phrases, report);
        table(page, phrases, report);
        report.vantages().ifPresent(seen -> places(page, phrases, seen));
        details(page, phrases, report);
        page.append(phrases.get("markdown.controls", controls(report))).append("\n\n");
        page.append(Markdown.code(report.run().id())).append(" · ");
        page.append(Markdown.code(phrases.said(report.run().vantage()))).append('\n');
        out.write(page.toString().getBytes(UTF_8));
    }

    private static void head(StringBuilder page, Phrases phrases, Report report) {
        page.append("## relaycheck\n\n**" + TextReport.summary(phrases, report.summary()) + "**\n\n");
        if (report.standing().baseline().isPresent()) {
            page.append(
                    TextReport.compared(phrases, report.standing().baseline().get()) + "\n\n");
        }
        for (String warning : report.run().warnings()) {
            page.append("> " + phrases.get("text.warning") + " " + Markdown.code(phrases.said(warning)) + "\n\n");
        }
        if (!report.run().complete()) {
            page.append("> " + phrases.get("text.warning") + " " + phrases.get("text.incomplete") + "\n\n");
        }
    }

    private static void table(StringBuilder page, Phrases phrases, Report report) {
        Iterator<Concern> concerns = Concern.in(report).limit(ROWS).iterator();
        if (concerns.hasNext()) {
            page.append(phrases.get("markdown.head") + "\n|---|---|---|---|---|\n");
        }
        long rows = 0;
        while (concerns.hasNext() && page.length() < TABLE) {
            page.append(row(concerns.next()));
            rows++;
        }
        long rest = toActOn(report.summary()) - rows;
        page.append((rest > 0 ? "\n" + phrases.get("text.more", rest) : "") + "\n");
    }

    private static String row(Concern concern) {
        Finding finding = concern.finding();
        return "| " + finding.verdict() + " | " + finding.severity().word() + " | "
                + Markdown.cell(finding.endpoint().toString()) + " | "
                + Markdown.cell(Printable.line(concern.software().orElse(""), NAME)) + " | "
                + Markdown.cell(Printable.line(finding.label().orElse(""), NAME)) + " |\n";
    }

    /** What each place says of an endpoint, and what that means. */
    private static void places(StringBuilder page, Phrases phrases, Vantages seen) {
        if (seen.rows().isEmpty()) {
            return;
        }
        page.append("| " + phrases.get("vantage.title") + " |");
        seen.places().forEach(place -> page.append(" " + Markdown.cell(Printable.line(place.name(), NAME)) + " |"));
        page.append(" |\n|---|" + "---|".repeat(seen.places().size()) + "---|\n");
        long rows = 0;
        for (Vantages.Row row : Iterables.limit(seen.rows(), ROWS)) {
            if (page.length() >= PLACES) {
                break;
            }
            page.append("| " + Markdown.cell(row.endpoint().toString()) + " |");
            seen.places()
                    .forEach(place ->
                            page.append(" " + row.from(place).map(Verdict::name).orElse("-") + " |"));
            page.append(" " + phrases.get("vantage." + row.meaning().name()) + " |\n");
            rows++;
        }
        long rest = seen.rows().size() - rows;
        page.append((rest > 0 ? "\n" + phrases.get("text.more", rest) + "\n" : "") + "\n");
    }

    /** Whole ones only: half a block of code would swallow what follows. */
    private static void details(StringBuilder page, Phrases phrases, Report report) {
        Iterator<Concern> concerns = Concern.in(report).limit(IN_FULL).iterator();
        while (concerns.hasNext()) {
            StringBuilder detail = new StringBuilder();
            detail(detail, phrases, concerns.next(), report);
            if (page.length() + detail.length() > PAGE) {
                return;
            }
            page.append(detail);
        }
    }

    private static void detail(StringBuilder out, Phrases phrases, Concern concern, Report report) {
        out.append("### " + Markdown.code(concern.finding().endpoint().toString()) + " "
                + concern.finding().verdict() + "\n\n");
        out.append("- " + phrases.get("text.why") + ": " + Markdown.code(phrases.said(concern.because())) + "\n");
        Optional<Ruling> ruling = report.standing().ruling(concern.finding());
        if (ruling.isPresent()) {
            out.append("- " + phrases.get("text.ruling") + ": "
                    + Markdown.code(phrases.said(ruling.get().words())) + "\n");
        }
        String exchanged = phrases.get(concern.finding().verdict() == Verdict.OPEN ? "text.proof" : "text.evidence");
        for (String exchange : concern.exchanges()) {
            out.append("- " + exchanged + ": " + Markdown.code(exchange) + "\n");
        }
        if (!concern.finding().egress().isEmpty()) {
            String egress = Joiner.on(", ").join(concern.finding().egress());
            out.append("- " + phrases.get("text.egress") + ": " + Markdown.code(egress) + "\n");
        }
        for (String line : concern.background(report.language())) {
            out.append("- " + Markdown.code(line) + "\n");
        }
        Remedy remedy = concern.remedy(report.language());
        out.append("\n" + phrases.get("text.remedy") + ": " + remedy.change() + "\n\n");
        out.append(Markdown.block(remedy.configuration()) + "\n");
        out.append(phrases.get("text.check") + ": " + Markdown.code(remedy.check()) + "\n\n");
    }

    /** What this scan supports evidence for: one from inside shows nothing of what an external scan would, nor the reverse. */
    private static String controls(Report report) {
        ImmutableSet<Boolean> inside = report.vantages()
                .map(seen -> seen.places().stream().map(Vantage::inside).collect(ImmutableSet.toImmutableSet()))
                .orElseGet(() -> ImmutableSet.of(Vantage.isInside(report.run())));
        return Ratings.standard().controls().stream()
                .filter(control -> control.isShown(inside.contains(true), inside.contains(false)))
                .map(control -> control.framework() + " " + control.id())
                .collect(Collectors.joining(", "));
    }

    private static long toActOn(Summary summary) {
        return summary.of(Verdict.OPEN) + summary.of(Verdict.SUSPECT) + summary.of(Verdict.LOGIN_NEEDED);
    }
}
