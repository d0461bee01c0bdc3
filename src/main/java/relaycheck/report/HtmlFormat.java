package relaycheck.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import relaycheck.report.jte.report.JtepageGenerated;

/**
 * One HTML file that needs nothing else: no network, no other file, no permission beyond its own style and scripts, which
 * its Content-Security-Policy names by their hashes.
 */
public final class HtmlFormat implements ReportFormat {
    private final HtmlHistory history;

    /** Reports of a scan alone. */
    public HtmlFormat() {
        this(HtmlHistory.NONE);
    }

    /** Reports that also show what is known from earlier scans. */
    public HtmlFormat(HtmlHistory history) {
        this.history = history;
    }

    @Override
    public String name() {
        return "html";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        try (HtmlOutput output = new HtmlOutput(out)) {
            HtmlPage page = HtmlPage.of(report, history);
            JtepageGenerated.render(new OwaspHtmlTemplateOutput(output), null, page);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
