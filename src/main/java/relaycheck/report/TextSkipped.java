package relaycheck.report;

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
        int shown = 0;
        for (Skipped skipped : report.skipped()) {
            String spec = "  " + Printable.line(skipped.spec());
            page.field(spec, spec, MARGIN, Printable.line(phrases.said(skipped.why())));
            if (++shown == FEW) {
                break;
            }
        }
        if (count > shown) {
            page.line("  " + phrases.get("text.more", count - shown));
        }
        page.gap();
    }
}
