package relaycheck.report;

import com.google.common.collect.ImmutableList;
import relaycheck.history.EndpointLife;
import relaycheck.verdict.Verdict;

/**
 * An endpoint's life, a square a scan.
 *
 * @param squares the oldest first
 * @param words   the same in a sentence
 */
public record HtmlStrip(ImmutableList<Square> squares, String words) {
    /** From one square to the next, in the picture's units. */
    private static final int STEP = 16;
    /** A year of weekly scans is more than a strip can show. */
    private static final int MOST = 30;

    /**
     * One scan.
     *
     * @param x       where it stands
     * @param verdict what it said
     * @param title   when, and what
     */
    public record Square(int x, Verdict verdict, String title) {}

    static HtmlStrip of(EndpointLife life, HtmlMessages say) {
        int all = life.sightings().size();
        ImmutableList<EndpointLife.Sighting> shown = life.sightings().subList(Math.max(0, all - MOST), all);
        ImmutableList.Builder<Square> squares = ImmutableList.builder();
        for (int i = 0; i < shown.size(); i++) {
            EndpointLife.Sighting sighting = shown.get(i);
            Verdict verdict = sighting.state().verdict();
            squares.add(
                    new Square(i * STEP, verdict, say.text("strip.square", say.day(sighting.at()), say.word(verdict))));
        }
        return new HtmlStrip(squares.build(), words(life, say));
    }

    private static String words(EndpointLife life, HtmlMessages say) {
        String counted =
                say.text("strip.exposed", life.timesExposed(), life.sightings().size());
        return life.isFlapping() ? counted + say.text("strip.flapping") : counted;
    }

    /** How wide the picture is. */
    public int width() {
        return squares.size() * STEP - 4;
    }
}
