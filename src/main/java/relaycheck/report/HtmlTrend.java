package relaycheck.report;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import relaycheck.history.RunTally;
import relaycheck.verdict.Verdict;

/**
 * How many were exposed from scan to scan, a column a scan.
 *
 * @param columns the oldest first
 */
public record HtmlTrend(ImmutableList<Column> columns) {
    /** What a column piles up, the worst at its foot. */
    public static final ImmutableList<Verdict> SHOWN =
            ImmutableList.of(Verdict.OPEN, Verdict.SUSPECT, Verdict.LOGIN_NEEDED);

    /** A column's height in the picture's units. */
    private static final double HEIGHT = 100;
    /** So many labels stand beside each other on a phone. */
    private static final int LABELS = 8;

    /**
     * One scan.
     *
     * @param pieces  from the foot up
     * @param exposed how many were exposed
     * @param day     the day, or of a day that is said already the time; empty where there is no room to say it
     * @param words   all of it in a sentence
     */
    public record Column(ImmutableList<Piece> pieces, String exposed, String day, String words) {}

    /**
     * A part of a column.
     *
     * @param verdict what it counts
     * @param top     where it begins, from the top
     * @param height  how high it is
     */
    public record Piece(Verdict verdict, String top, String height) {}

    static HtmlTrend of(ImmutableList<RunTally> tallies, HtmlMessages say) {
        long most =
                Math.max(1, tallies.stream().mapToLong(RunTally::exposed).max().orElse(1));
        int every = (tallies.size() + LABELS - 1) / LABELS;
        ImmutableList.Builder<Column> columns = ImmutableList.builder();
        String said = "";
        for (int i = 0; i < tallies.size(); i++) {
            RunTally tally = tallies.get(i);
            boolean labelled = (tallies.size() - 1 - i) % every == 0; // the newest always is
            String day = say.day(tally.at());
            columns.add(new Column(
                    pieces(tally, most),
                    labelled ? say.number(tally.exposed()) : "",
                    !labelled ? "" : day.equals(said) ? say.clock(tally.at()) : day,
                    say.text(
                            "trend.words",
                            say.time(tally.at()),
                            tally.of(Verdict.OPEN),
                            tally.of(Verdict.SUSPECT),
                            tally.of(Verdict.LOGIN_NEEDED))));
            said = labelled ? day : said;
        }
        return new HtmlTrend(columns.build());
    }

    private static ImmutableList<Piece> pieces(RunTally tally, long most) {
        ImmutableList.Builder<Piece> pieces = ImmutableList.builder();
        double top = HEIGHT;
        for (Verdict verdict : SHOWN) {
            double height = HEIGHT * tally.of(verdict) / most;
            top -= height;
            if (height > 0) {
                pieces.add(new Piece(verdict, units(top), units(height)));
            }
        }
        return pieces.build();
    }

    private static String units(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
