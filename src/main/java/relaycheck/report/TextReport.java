package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;
import relaycheck.history.Baseline;
import relaycheck.history.Change;
import relaycheck.history.Run;
import relaycheck.text.Printable;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/**
 * What a person reads on a terminal: what is open first, why, the proof and what to do; the counts in the last line. Reads
 * no further than the findings that are worth showing.
 *
 * @param style whether it is coloured
 * @param width the columns of a line
 */
public record TextReport(Style style, int width) implements ReportFormat {
    /** Without colours, for files and pipes. */
    public static final TextReport PLAIN = new TextReport(Style.PLAIN, 100);

    private static final int LEAST_WIDTH = 40;

    /** A report of a sensible width, whatever the terminal says. */
    public TextReport {
        width = Math.max(LEAST_WIDTH, width);
    }

    @Override
    public String name() {
        return "text";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        Phrases phrases = new Phrases(report.language());
        TextPage page = new TextPage(writer, width, report.language());
        head(page, phrases, report.run());
        new TextFindings(page, style, phrases, report).write();
        report.vantages().ifPresent(vantages -> new TextVantages(page, style, phrases).write(vantages));
        new TextSkipped(page, style, phrases).write(report);
        report.standing().baseline().ifPresent(baseline -> page.text(compared(phrases, baseline)));
        page.text(summary(phrases, report.summary()));
        writer.flush();
    }

    private void head(TextPage page, Phrases phrases, Run run) {
        Run.CanaryUsed canary = run.canary();
        page.text(Printable.line(phrases.get(
                "text.head",
                run.version(),
                run.id(),
                phrases.said(run.vantage()),
                Joiner.on(", ").join(canary.addresses()),
                Joiner.on(", ").join(canary.ports()))));
        String label = phrases.get("text.warning");
        int margin = TextPage.columns(label) + 1;
        for (String warning : run.warnings()) {
            page.field(label, style.paint(Severity.MEDIUM, label), margin, Printable.line(phrases.said(warning)));
        }
        if (!run.complete()) {
            page.field(label, style.paint(Severity.MEDIUM, label), margin, phrases.get("text.incomplete"));
        }
        page.gap();
    }

    /** What is new, changed and fixed since an earlier scan, in one sentence. */
    static String compared(Phrases phrases, Baseline baseline) {
        return phrases.get(
                "text.compared",
                Printable.line(baseline.run().id()),
                baseline.of(Change.Kind.NEW).size(),
                baseline.of(Change.Kind.CHANGED).size(),
                baseline.of(Change.Kind.FIXED).size(),
                baseline.of(Change.Kind.UNREACHABLE).size()
                        + baseline.of(Change.Kind.GONE).size(),
                baseline.of(Change.Kind.SAME).size());
    }

    /** The counts in one sentence, the worst first. */
    static String summary(Phrases phrases, Summary summary) {
        ImmutableList.Builder<String> counts = ImmutableList.builder();
        for (Map.Entry<Verdict, Long> entry : new TreeMap<>(summary.verdicts()).entrySet()) {
            counts.add(
                    phrases.get("text.count", entry.getValue(), entry.getKey().name()));
        }
        String counted = Joiner.on(phrases.get("text.comma")).join(counts.build());
        return phrases.get("text.summary", summary.endpoints(), counted.isEmpty() ? "-" : counted, summary.skipped());
    }
}
