package relaycheck.report;

import java.util.LinkedHashMap;
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
        for (Map.Entry<Skipped, Long> kind : firstKinds(report.skipped()).entrySet()) {
            line(kind.getKey(), kind.getValue());
            left -= kind.getValue();
        }
        if (left > 0) {
            page.line("  " + phrases.get("text.more", left));
        }
        page.gap();
    }

    /** How many there are of each of the first kinds: a prefix of which nothing is scanned takes one line. */
    private static Map<Skipped, Long> firstKinds(Iterable<Skipped> all) {
        Map<Skipped, Long> kinds = new LinkedHashMap<>();
        for (Skipped skipped : all) {
            Skipped kind = skipped.kind();
            if (kinds.size() < FEW || kinds.containsKey(kind)) {
                kinds.merge(kind, skipped.count(), Long::sum);
            }
        }
        return kinds;
    }

    private void line(Skipped kind, long count) {
        String spec = "  " + Printable.line(kind.spec());
        String times = count == 1 ? "" : " (" + count + "×)";
        page.field(spec, spec, MARGIN, Printable.line(phrases.said(kind.why())) + times);
    }
}
