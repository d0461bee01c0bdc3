package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relaycheck.text.Plural;
import relaycheck.text.Printable;

/** One file that needs nothing else: no script, no font, no request to anywhere; for a browser and for printing. */
public final class HtmlImpact implements ImpactFormat {
    /** A page with more rows than this helps nobody; CSV and JSON have all. */
    private static final int MAX_ROWS = 500;
    /** A clock that jumped to 1970 makes more: then the hours without anything are left out. */
    private static final int MAX_PLACES = 400;

    @Override
    public String ending() {
        return "html";
    }

    @Override
    public void write(Impact impact, Appendable out) throws IOException {
        TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, "relaycheck.report.jte");
        StringOutput page = new StringOutput();
        engine.render("impact/impact.jte", new Page(impact), page);
        out.append(page.toString());
    }

    /** What the template shows. */
    public record Page(Impact impact) {
        /** The first rows of a table. */
        public <T> ImmutableList<T> top(ImmutableList<T> rows) {
            return rows.subList(0, Math.min(MAX_ROWS, rows.size()));
        }

        /** How many rows are not shown. */
        public int hidden(ImmutableList<?> rows) {
            return Math.max(0, rows.size() - MAX_ROWS);
        }

        /** How many rows are not shown, in words. */
        public String more(ImmutableList<?> rows) {
            return Plural.of(hidden(rows), "more is", "more are");
        }

        /** How many lines were read, in words. */
        public String lines() {
            return Plural.of(impact.lines(), "line", "lines");
        }

        /** So many uses, in words. */
        public String uses(long uses) {
            return Plural.of(uses, "use", "uses");
        }

        /** So many attempts, in words. */
        public String attempts(long attempts) {
            return Plural.of(attempts, "attempt", "attempts");
        }

        /** What to do now. */
        public ImmutableList<String> nextSteps() {
            return NextSteps.after(impact);
        }

        /** Text of a log, made safe. */
        public String safe(String text) {
            return Printable.line(text);
        }

        /** A time, or a dash. */
        public String time(@Nullable Instant time) {
            return time == null ? "–" : time.toString();
        }

        /** A number with separators. */
        public String count(long number) {
            return String.format(Locale.ROOT, "%,d", number);
        }

        /** When the first bar begins. */
        public Instant start() {
            return impact.timeline().get(0).at();
        }

        /** When the last bar ends. */
        public Instant end() {
            return last().until();
        }

        /** Where a bar stands: at its time, as long as that leaves it wide enough to be seen. */
        public long place(int index) {
            long last = steps(last());
            return last < MAX_PLACES ? steps(impact.timeline().get(index)) : index;
        }

        /** How many bars there is room for. */
        public long places() {
            return place(impact.timeline().size() - 1) + 1;
        }

        private Impact.Bar last() {
            return impact.timeline().get(impact.timeline().size() - 1);
        }

        private long steps(Impact.Bar bar) {
            Duration one = Duration.between(bar.at(), bar.until());
            return Duration.between(start(), bar.at()).dividedBy(one);
        }

        /** The height of a bar, of 100. */
        public long height(long count) {
            long most = impact.timeline().stream()
                    .mapToLong(bar -> Math.max(bar.uses(), bar.attempts()))
                    .max()
                    .orElse(1);
            return count == 0 ? 0 : Math.max(1, count * 100 / Math.max(1, most));
        }
    }
}
