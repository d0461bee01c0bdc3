package relaycheck.report;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import relaycheck.verdict.Verdict;

/**
 * The counts as a bar of {@value #WIDTH} units.
 *
 * @param segments a piece for each verdict that occurs, the worst first
 */
public record HtmlCounts(ImmutableList<Segment> segments) {
    /** Whole units, so that the bar is drawn without fractions of a pixel. */
    public static final int WIDTH = 1000;
    /** One of 20,000 must be seen. */
    private static final double LEAST = 8;
    /** Between two pieces. */
    private static final double GAP = 3;

    /**
     * A piece of the bar.
     *
     * @param verdict what it counts
     * @param x       where it begins
     * @param width   how wide it is
     */
    public record Segment(Verdict verdict, double x, double width) {
        /** Where it begins, as SVG wants it. */
        public String left() {
            return String.format(Locale.ROOT, "%.2f", x);
        }

        /** How wide it is, as SVG wants it. */
        public String wide() {
            return String.format(Locale.ROOT, "%.2f", width - (x + width < WIDTH - 1 ? GAP : 0));
        }
    }

    static HtmlCounts of(Summary summary) {
        double total = 0;
        for (Verdict verdict : Verdict.values()) {
            total += width(summary, verdict);
        }
        ImmutableList.Builder<Segment> segments = ImmutableList.builder();
        double x = 0;
        for (Verdict verdict : Verdict.values()) {
            double width = width(summary, verdict) * WIDTH / Math.max(total, 1);
            if (width > 0) {
                segments.add(new Segment(verdict, x, width));
                x += width;
            }
        }
        return new HtmlCounts(segments.build());
    }

    private static double width(Summary summary, Verdict verdict) {
        long count = summary.of(verdict);
        return count == 0 ? 0 : Math.max(LEAST, WIDTH * (double) count / Math.max(1, summary.endpoints()));
    }
}
