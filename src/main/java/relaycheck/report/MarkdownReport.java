package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Joiner;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Collectors;
import relaycheck.policy.Ruling;
import relaycheck.product.Remedy;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** For a pull request or a ticket (GitHub's Markdown): the counts, a table of what to act on, and the first few in full. */
final class MarkdownReport implements ReportFormat {
    /** GitHub takes 65,536 characters: this many rows, and this many in full, stay below. */
    private static final int ROWS = 200;

    private static final int IN_FULL = 10;

    @Override
    public String name() {
        return "markdown";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        Phrases phrases = new Phrases(report.language());
        writer.write("## relaycheck\n\n**" + TextReport.summary(phrases, report.summary()) + "**\n\n");
        if (report.standing().baseline().isPresent()) {
            writer.write(
                    TextReport.compared(phrases, report.standing().baseline().get()) + "\n\n");
        }
        for (String warning : report.run().warnings()) {
            writer.write("> " + phrases.get("text.warning") + " " + Markdown.code(phrases.said(warning)) + "\n\n");
        }
        if (!report.run().complete()) {
            writer.write("> " + phrases.get("text.warning") + " " + phrases.get("text.incomplete") + "\n\n");
        }
        table(writer, phrases, report);
        details(writer, phrases, report);
        writer.write(phrases.get("markdown.controls", controls()) + "\n\n");
        writer.write(Markdown.code(report.run().id()) + " · "
                + Markdown.code(phrases.said(report.run().vantage())) + "\n");
        writer.flush();
    }

    private static void table(Writer out, Phrases phrases, Report report) throws IOException {
        Iterator<Concern> concerns = Concern.in(report).limit(ROWS).iterator();
        if (concerns.hasNext()) {
            out.write(phrases.get("markdown.head") + "\n|---|---|---|---|---|\n");
        }
        long rows = 0;
        while (concerns.hasNext()) {
            row(out, concerns.next());
            rows++;
        }
        long rest = toActOn(report.summary()) - rows;
        out.write((rest > 0 ? "\n" + phrases.get("text.more", rest) : "") + "\n");
    }

    private static void row(Writer out, Concern concern) throws IOException {
        Finding finding = concern.finding();
        out.write("| " + finding.verdict() + " | " + finding.severity().word() + " | "
                + Markdown.cell(finding.endpoint().toString()) + " | "
                + Markdown.cell(concern.software().orElse("")) + " | "
                + Markdown.cell(finding.label().orElse("")) + " |\n");
    }

    private static void details(Writer out, Phrases phrases, Report report) throws IOException {
        Iterator<Concern> concerns = Concern.in(report).limit(IN_FULL).iterator();
        while (concerns.hasNext()) {
            detail(out, phrases, concerns.next(), report);
        }
    }

    private static void detail(Writer out, Phrases phrases, Concern concern, Report report) throws IOException {
        out.write("### " + Markdown.code(concern.finding().endpoint().toString()) + " "
                + concern.finding().verdict() + "\n\n");
        out.write("- " + phrases.get("text.why") + ": " + Markdown.code(phrases.said(concern.because())) + "\n");
        Optional<Ruling> ruling = report.standing().ruling(concern.finding());
        if (ruling.isPresent()) {
            out.write("- " + phrases.get("text.ruling") + ": "
                    + Markdown.code(phrases.said(ruling.get().words())) + "\n");
        }
        String exchanged = phrases.get(concern.finding().verdict() == Verdict.OPEN ? "text.proof" : "text.evidence");
        for (String exchange : concern.exchanges()) {
            out.write("- " + exchanged + ": " + Markdown.code(exchange) + "\n");
        }
        if (!concern.finding().egress().isEmpty()) {
            String egress = Joiner.on(", ").join(concern.finding().egress());
            out.write("- " + phrases.get("text.egress") + ": " + Markdown.code(egress) + "\n");
        }
        for (String line : concern.background(report.language())) {
            out.write("- " + Markdown.code(line) + "\n");
        }
        Remedy remedy = concern.remedy(report.language());
        out.write("\n" + phrases.get("text.remedy") + ": " + remedy.change() + "\n\n");
        out.write(Markdown.block(remedy.configuration()) + "\n");
        out.write(phrases.get("text.check") + ": " + Markdown.code(remedy.check()) + "\n\n");
    }

    private static String controls() {
        return Ratings.standard().controls().stream()
                .map(control -> control.framework() + " " + control.id())
                .collect(Collectors.joining(", "));
    }

    private static long toActOn(Summary summary) {
        return summary.of(Verdict.OPEN) + summary.of(Verdict.SUSPECT) + summary.of(Verdict.LOGIN_NEEDED);
    }
}
