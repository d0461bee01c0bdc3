package relaycheck.report;

import java.util.Map;
import relaycheck.target.Skipped;
import relaycheck.text.Printable;

/** What was listed and not asked: the first few, the rest as a count. */
final class TextSkipped {
    private static final int FEW = 10;
    private static final int MARGIN = 24;

    private final TextPage page;
    private final Style style;
    private final Phrases phrases;

    TextSkipped(TextPage page, Style style, Phrases phrases) {
        this.page = page;
        this.style = style;
        this.phrases = phrases;
    }

    void write(Report report) {
        long count = report.summary().skipped();
        if (count == 0) {
            return;
        }
        page.line(style.strong(phrases.get("text.skipped")));
        long left = count;
        for (Map.Entry<Skipped, Long> kind :
                SkippedKinds.of(report.skipped(), FEW).entrySet()) {
            line(kind.getKey(), kind.getValue());
            left -= kind.getValue();
        }
        if (left > 0) {
            page.line("  " + phrases.get("text.more", left));
        }
        page.gap();
    }

    private void line(Skipped kind, long count) {
        String spec = "  " + Printable.line(kind.spec());
        page.field(spec, spec, MARGIN, Printable.line(phrases.said(kind.why())) + SkippedKinds.times(count));
    }
}
