package relaycheck.report;

import java.util.stream.Collectors;
import relaycheck.history.Vantage;
import relaycheck.history.Vantages;
import relaycheck.text.Printable;
import relaycheck.verdict.Verdict;

/** What each place says of an endpoint, on a terminal: a column a place, and what it means below. */
final class TextVantages {
    /** Enough to see what is there; a report in a file has them all. */
    private static final int FEW = 50;

    private static final int MARGIN = 24;
    /** The longest verdict, and a gap. */
    private static final int COLUMN = 14;

    private final TextPage page;
    private final Style style;
    private final Phrases phrases;

    TextVantages(TextPage page, Style style, Phrases phrases) {
        this.page = page;
        this.style = style;
        this.phrases = phrases;
    }

    void write(Vantages vantages) {
        if (vantages.rows().isEmpty()) {
            return;
        }
        String title = phrases.get("vantage.title");
        String head = vantages.places().stream()
                .map(place -> padded(Printable.line(place.name(), COLUMN - 1), COLUMN))
                .collect(Collectors.joining());
        page.line((style.strong(title) + " ".repeat(Math.max(1, MARGIN - TextPage.columns(title))) + head)
                .stripTrailing());
        vantages.rows().stream().limit(FEW).forEach(row -> row(vantages, row));
        if (vantages.rows().size() > FEW) {
            page.line("  " + phrases.get("text.more", vantages.rows().size() - FEW));
        }
        page.gap();
    }

    private void row(Vantages vantages, Vantages.Row row) {
        String cells = vantages.places().stream()
                .map(place -> padded(cell(row, place), COLUMN))
                .collect(Collectors.joining());
        page.line((padded("  " + row.endpoint() + " ", MARGIN) + cells).stripTrailing());
        page.field("", "", MARGIN, phrases.get("vantage." + row.meaning().name()));
    }

    private static String cell(Vantages.Row row, Vantage place) {
        return row.from(place).map(Verdict::name).orElse("-");
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - TextPage.columns(text)));
    }
}
